package io.interleave.cell;

import io.interleave.hooks.Exit;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Arrays;

/** Starts the threads of Interleave and ends the JVM. */
final class OwnThreads {
  private static final int OUT_OF_MEMORY = 3; // as with -XX:+ExitOnOutOfMemoryError
  private static final int INTERNAL_ERROR = 70;

  private OwnThreads() {}

  /** Starts a thread in the topmost thread group. */
  static void start(String name, Runnable body) {
    ThreadGroup top = Thread.currentThread().getThreadGroup();
    while (top.getParent() != null) {
      top = top.getParent();
    }
    Thread thread = new Thread(top, body, "interleave-" + name);
    thread.setDaemon(false); // the JVM goes on when its main thread was stopped for good
    thread.start();
  }

  /** Starts a thread without which the front would wait for ever: when it fails, the JVM ends. */
  static void startVital(String name, Runnable body) {
    start(
        name,
        () -> {
          try {
            body.run();
          } catch (OutOfMemoryError e) {
            halt(OUT_OF_MEMORY);
          } catch (Throwable e) {
            new PrintStream(new FileOutputStream(FileDescriptor.err), true)
                .println(
                    "interleave-"
                        + name
                        + " failed: "
                        + e
                        + " "
                        + Arrays.toString(e.getStackTrace()));
            halt(INTERNAL_ERROR);
          }
        });
  }

  /** Ends the JVM because the front is gone or wants the end. */
  static void endJvm() {
    halt(0);
  }

  /** Ends the JVM at once: shutdown hooks are user code, and may never end. */
  private static void halt(int status) {
    Exit.handler(null);
    Runtime.getRuntime().halt(status);
  }
}
