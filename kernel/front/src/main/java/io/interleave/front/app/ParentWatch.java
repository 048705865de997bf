package io.interleave.front.app;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Ends the kernel when the Jupyter server that started it is gone without a word, as {@code
 * JPY_PARENT_PID} asks for (jupyter_client, launcher). On Windows the variable is no process id and
 * the operating system's job object does this.
 */
final class ParentWatch implements Runnable {
  private final long parent;
  private final Runnable end;

  private ParentWatch(long parent, Runnable end) {
    this.parent = parent;
    this.end = end;
  }

  static void start(Runnable end) {
    Optional<ProcessHandle> parent = ProcessHandle.current().parent();
    if (System.getenv("JPY_PARENT_PID") == null || parent.isEmpty()) {
      return;
    }
    Thread thread = new Thread(new ParentWatch(parent.get().pid(), end), "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      while (ProcessHandle.current().parent().filter(p -> p.pid() == parent).isPresent()) {
        TimeUnit.SECONDS.sleep(1); // an orphan gets another parent; there is no event for it
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    end.run();
  }
}
