package io.interleave.front.engine;

import io.interleave.wire.Event.RunningWork;
import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the names that JShell generates into those the user wrote. JShell puts each snippet into a
 * class such as {@code REPL.$JShell$12} with a method {@code do_it$}; user classes are nested in
 * it.
 */
public final class UserNames {
  private static final String SNIPPET = "\\$JShell\\$\\d+[A-Za-z]*(?:_\\d+[A-Za-z]*)*";
  private static final Pattern WRAPPER =
      Pattern.compile("(?:REPL[./])?" + SNIPPET + "(?:[$.](?=[\\w$]))?");
  private static final Pattern ANONYMOUS = Pattern.compile("\\$JShell\\$anonymous\\$\\$?\\d+");
  private static final Pattern PACKAGE =
      Pattern.compile("(?:REPL\\.)?\\$JShell\\$DOESNOTMATTER(?:[$.](?=[\\w$]))?");
  private static final Pattern WHERE_LOADED =
      Pattern.compile(
          " \\([^()]*\\b(?:is|are) in [^()]* of loader [^()]*(?:\\([^()]*\\))?[^()]*\\)$");
  private static final Pattern LOCATION =
      Pattern.compile("\\R\\s*location:\\s*(?:class\\s*)?(?=\\R|$)");

  private UserNames() {}

  /** The text with every generated name replaced; other text is returned as it is. */
  public static String readable(String text) {
    if (!text.contains("$JShell$") && !text.contains("do_it$")) {
      return text;
    }
    String plain = WHERE_LOADED.matcher(text).replaceFirst("");
    plain = WRAPPER.matcher(plain).replaceAll("");
    plain = PACKAGE.matcher(plain).replaceAll("");
    plain = ANONYMOUS.matcher(plain).replaceAll("(anonymous class)");
    plain = plain.replaceAll("\\bdo_it\\$(?:Aux)?(?:\\(\\))?", "the cell");
    return LOCATION.matcher(plain).replaceAll("");
  }

  /** Whether the class came from a cell. */
  public static boolean isUserClass(String className) {
    return className.startsWith("REPL.$JShell$") || className.startsWith("$JShell$");
  }

  /** A class's binary name as the user would write it; names of other classes stay as they are. */
  public static String className(String binaryName) {
    return isUserClass(binaryName) ? readable(binaryName).replace('$', '.') : binaryName;
  }

  /**
   * The exception without what is the kernel's: names of classes and messages are readable, frames
   * of the kernel and what called the cell are gone, also in causes and suppressed exceptions.
   * Frames keep their binary names.
   */
  public static Thrown clean(Thrown thrown) {
    List<Thrown> suppressed = new ArrayList<>();
    for (Thrown each : thrown.suppressed()) {
      suppressed.add(clean(each));
    }
    Thrown cause = thrown.cause();
    return new Thrown(
        className(thrown.className()),
        cleanMessage(thrown.message()),
        cleanFrames(thrown.frames()),
        thrown.omittedFrames(),
        cause == null ? null : clean(cause),
        suppressed);
  }

  /** The same for what still runs. */
  public static List<RunningWork> clean(List<RunningWork> running) {
    List<RunningWork> cleaned = new ArrayList<>();
    for (RunningWork work : running) {
      cleaned.add(new RunningWork(readable(work.name()), work.state(), readable(work.top())));
    }
    return List.copyOf(cleaned);
  }

  private static @Nullable String cleanMessage(@Nullable String message) {
    return message == null ? null : readable(message);
  }

  private static List<Trace> cleanFrames(List<Trace> frames) {
    List<Trace> cleaned = new ArrayList<>();
    for (int i = 0; i < frames.size(); i++) {
      Trace frame = frames.get(i);
      if (isUserClass(frame.className())) {
        cleaned.add(frame);
        if (isBody(frame)) {
          break; // below it is only what called the cell
        }
      } else if (!isOurs(frame)) {
        cleaned.add(frame);
      }
    }
    return List.copyOf(cleaned);
  }

  private static boolean isBody(Trace frame) {
    return frame.methodName().equals("do_it$");
  }

  private static boolean isOurs(Trace frame) {
    String name = frame.className();
    return name.startsWith("io.interleave.") || name.startsWith("jdk.jshell.");
  }
}
