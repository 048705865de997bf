package io.interleave.front.session;

/** The clock and the timer that output is paced by. */
public interface Time {

  /** Nanoseconds since some moment; never goes back. */
  long nanos();

  /** Runs a short task once, on another thread, after a delay. */
  void later(long delayNanos, Runnable task);

  /** Waits on a monitor that the caller holds, until it is notified or the time is over. */
  void await(Object monitor, long nanos) throws InterruptedException;
}
