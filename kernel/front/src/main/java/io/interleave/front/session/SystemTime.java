package io.interleave.front.session;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The machine's clock, and one daemon thread, {@code output-timer}. */
public final class SystemTime implements Time, AutoCloseable {
  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(1, Lane.threads("output-timer"));

  public SystemTime() {
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public void later(long delayNanos, Runnable task) {
    if (!timer.isShutdown()) {
      timer.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void await(Object monitor, long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedWait(monitor, Math.max(nanos, 1_000_000));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
