package io.interleave.front.threads;

import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/**
 * What the stack of a recorded event says.
 *
 * @param frames the innermost first; those behind the caller of the user's frame are left out
 * @param user the innermost frame in a cell; null when there is none
 * @param entry the frame that the user's one called, in person or by a method reference such as the
 *     one in {@code tasks.forEach(ForkJoinTask::join)}; null when that one is the innermost
 */
record Stack(List<Frame> frames, @Nullable Frame user, @Nullable Frame entry) {
  static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");
  private static final String OWN = "io.interleave.";
  private static final List<String> INTERNAL =
      List.of(OWN, "java.lang.invoke.", "jdk.internal.loader.", "jdk.jfr.");

  /** What the JDK makes of a method reference (JEP 371): its caller calls what it refers to. */
  private static final String HIDDEN = "$$Lambda";

  /**
   * @param type the name of the class, with dots
   * @param line 0 when unknown
   */
  record Frame(String type, String method, int line) {}

  /** The stack of an event; our own events at pauses of virtual threads leave ourselves out. */
  static Stack of(RecordedEvent event, Sites sites) {
    String type = event.getEventType().getName();
    if (type.equals(RecordingReader.VIRTUAL_MONITOR)) {
      String text = event.getString("stack");
      return written(text == null ? "" : text, sites);
    }
    RecordedStackTrace trace = event.getStackTrace();
    List<Frame> frames = new ArrayList<>();
    boolean ours = type.equals(RecordingReader.VIRTUAL_PARK);
    boolean found = false;
    Frame referred = null;
    for (RecordedFrame recorded : trace == null ? List.<RecordedFrame>of() : trace.getFrames()) {
      String owner = recorded.getMethod().getType().getName();
      ours &= owner.startsWith(OWN) || owner.startsWith("jdk.jfr.");
      int hidden = owner.indexOf(HIDDEN);
      if (hidden > 0) {
        boolean cells = !found && sites.title(owner.substring(0, hidden)) != null;
        referred = cells && !frames.isEmpty() ? frames.get(frames.size() - 1) : referred;
      } else if (!ours) {
        frames.add(new Frame(owner, recorded.getMethod().getName(), recorded.getLineNumber()));
        if (found) {
          break;
        }
        found = sites.title(owner) != null;
      }
    }
    return of(frames, referred, sites);
  }

  private static Stack of(List<Frame> frames, @Nullable Frame referred, Sites sites) {
    Frame entry = null;
    for (Frame frame : frames) {
      if (sites.title(frame.type()) != null) {
        return new Stack(frames, frame, referred == null ? entry : referred);
      }
      entry = frame;
    }
    return new Stack(frames, null, entry);
  }

  /** What the cell JVM wrote down itself: class, method and line number, one frame a line. */
  static Stack written(String text, Sites sites) {
    List<Frame> frames = new ArrayList<>();
    for (String line : text.split("\n")) {
      String[] parts = line.split(" ", 3);
      if (parts.length == 3) {
        frames.add(new Frame(parts[0], parts[1], Integer.parseInt(parts[2])));
      }
    }
    return of(frames, null, sites);
  }

  /** The frame that called the user's one; null when there is none. */
  @Nullable Frame caller() {
    int at = user == null ? -1 : frames.indexOf(user);
    return at < 0 || at + 1 >= frames.size() ? null : frames.get(at + 1);
  }

  /** Whether the JDK or this kernel does something there that the user did not ask for. */
  boolean isInternal() {
    for (Frame frame : frames) {
      if (frame == user) {
        return false;
      }
      if (INTERNAL.stream().anyMatch(frame.type()::startsWith)
          || frame.method().equals("loadClass")) {
        return true;
      }
    }
    return frames.stream().allMatch(f -> JDK.stream().anyMatch(f.type()::startsWith));
  }

  boolean has(String type, String method) {
    return frames.stream().anyMatch(f -> f.type().equals(type) && f.method().equals(method));
  }

  boolean hasType(String prefix) {
    return frames.stream().anyMatch(f -> f.type().startsWith(prefix));
  }
}
