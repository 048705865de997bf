package io.interleave.front.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** One thread that does tasks in the order they came. */
final class Lane implements AutoCloseable {
  private final ExecutorService executor;

  Lane(String name) {
    executor = Executors.newSingleThreadExecutor(threads(name));
  }

  static ThreadFactory threads(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Does nothing once the lane is closed. */
  void add(Runnable task) {
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      // The session ends: nobody waits for the answer any more.
    }
  }

  /** Takes no more tasks; those that wait are still done. */
  @Override
  public void close() {
    executor.shutdown();
  }

  /** Closes and waits for the tasks, at most as long as given. */
  void closeAndWait(long millis) {
    executor.shutdown();
    try {
      executor.awaitTermination(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
