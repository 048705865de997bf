package io.interleave.api;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs code in a thread of its own and gives up on it after a while. */
final class CheckedTime {
  private static final long STOPS_MILLIS = 200;

  private CheckedTime() {}

  static void run(long millis, Check.Body body) throws Exception {
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                body.run();
              } catch (Throwable e) {
                failure.set(e);
              }
            },
            "within");
    thread.setDaemon(true); // one that never ends must not keep the cell
    thread.start();
    String where = "";
    boolean late = false;
    try {
      thread.join(Math.max(1, millis));
      late = thread.isAlive();
      where = late ? place(thread) : "";
    } finally {
      if (thread.isAlive()) {
        thread.interrupt();
      }
    }
    if (late) {
      thread.join(STOPS_MILLIS);
      throw new AssertionError("It did not end within " + millis / 1000.0 + " s" + where + ".");
    }
    Throwable thrown = failure.get();
    if (thrown instanceof Exception exception) {
      throw exception;
    } else if (thrown instanceof Error error) {
      throw error;
    }
  }

  private static String place(Thread thread) {
    Thread.State state = thread.getState();
    for (StackTraceElement frame : thread.getStackTrace()) {
      String file = frame.getFileName();
      if (file != null && file.startsWith("cell ")) {
        return ": it was " + state + " at " + file + ", line " + frame.getLineNumber();
      }
    }
    return ": it was " + state;
  }
}
