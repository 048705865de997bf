package io.interleave.cell.values;

import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Copies an exception with its causes and suppressed ones; a cycle among them is cut. */
public final class ThrownReader {
  private static final int LONGEST_TRACE = 200;
  private static final int KEPT_AT_EACH_END = 20;
  private static final int MOST_THROWN = 50;
  private static final String RUNNER = "io.interleave.cell.";

  private final Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  private ThrownReader() {}

  /** Copies what the wire carries; survives exceptions whose own methods throw. */
  public static Thrown read(Throwable thrown) {
    return new ThrownReader().copy(thrown);
  }

  private Thrown copy(Throwable thrown) {
    seen.add(thrown);
    List<Trace> frames = frames(thrown);
    int omitted = 0;
    if (frames.size() > LONGEST_TRACE) {
      omitted = frames.size() - 2 * KEPT_AT_EACH_END;
      List<Trace> ends = new ArrayList<>(frames.subList(0, KEPT_AT_EACH_END));
      ends.addAll(frames.subList(frames.size() - KEPT_AT_EACH_END, frames.size()));
      frames = ends;
    }
    return new Thrown(
        thrown.getClass().getName(),
        UserThrowables.message(thrown),
        frames,
        omitted,
        cause(thrown),
        suppressed(thrown));
  }

  private @Nullable Thrown cause(Throwable thrown) {
    Throwable cause;
    try {
      cause = thrown.getCause();
    } catch (RuntimeException | StackOverflowError e) {
      return null; // an overridden getCause() that fails has no cause to show
    }
    return cause == null || !isNew(cause) ? null : copy(cause);
  }

  private List<Thrown> suppressed(Throwable thrown) {
    List<Thrown> copies = new ArrayList<>();
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (isNew(suppressed)) {
        copies.add(copy(suppressed));
      }
    }
    return copies;
  }

  private boolean isNew(Throwable thrown) {
    return seen.size() < MOST_THROWN && !seen.contains(thrown);
  }

  /** The frames without those of the machinery that called user code. */
  private static List<Trace> frames(Throwable thrown) {
    StackTraceElement[] trace;
    try {
      trace = thrown.getStackTrace();
    } catch (RuntimeException e) {
      return List.of(); // an overridden getStackTrace() that fails
    }
    int end = trace.length;
    for (int i = trace.length - 1; i >= 0 && isOutermost(trace[i]); i--) {
      end = i;
    }
    List<Trace> frames = new ArrayList<>(end);
    for (int i = 0; i < end; i++) {
      StackTraceElement element = trace[i];
      frames.add(
          new Trace(
              element.getClassName(),
              element.getMethodName(),
              element.getFileName(),
              element.getLineNumber()));
    }
    return frames;
  }

  private static boolean isOutermost(StackTraceElement element) {
    String name = element.getClassName();
    return name.startsWith(RUNNER)
        || name.equals("java.lang.reflect.Method")
        || name.startsWith("jdk.internal.reflect.")
        || name.startsWith("java.lang.invoke.");
  }
}
