package io.interleave.front.session;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;

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

  /** Tasks that wait are dropped; the one that runs goes on. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
