package io.interleave.cell.values;

import io.interleave.hooks.StopSignal;
import org.jspecify.annotations.Nullable;

/** Asks exceptions of user code, whose methods may throw themselves. */
public final class UserThrowables {
  private static final int LONGEST_MESSAGE = 1 << 16;

  private UserThrowables() {}

  /** Whether this is how a stop ends a thread, rather than an error of user code. */
  public static boolean endsThread(Throwable thrown) {
    return isEnd(thrown.getClass().getName());
  }

  /** The same, of the name of an exception's class. */
  public static boolean isEnd(String className) {
    // Thread.stop, which is there until Java 19, throws ThreadDeath; by name, as it is to go away.
    return className.equals(StopSignal.class.getName())
        || className.equals("java.lang.ThreadDeath");
  }

  static @Nullable String message(Throwable thrown) {
    try {
      String message = thrown.getLocalizedMessage();
      return message == null ? null : BoundedText.cut(message, LONGEST_MESSAGE);
    } catch (Throwable second) {
      if (endsThread(second)) {
        throw second;
      }
      return "(its getMessage() threw " + second.getClass().getName() + ")";
    }
  }

  static String describe(Throwable thrown) {
    String message = message(thrown);
    String name = thrown.getClass().getName();
    return message == null ? name : name + ": " + message;
  }
}
