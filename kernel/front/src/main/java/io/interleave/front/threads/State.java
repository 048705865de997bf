package io.interleave.front.threads;

/** What a thread does at a moment. */
public enum State {
  /** Runs, or could run: the recording does not tell one from the other, the totals do. */
  RUNNING,
  /** Could run and has no core. */
  READY,
  /** {@code Thread.sleep}. */
  SLEEPING,
  /** Wants a monitor or a lock that another thread holds. */
  BLOCKED,
  /** Waits for a thread, a queue, a condition or a result, or is parked. */
  WAITING,
  /** Reads or writes a socket or a file. */
  IO
}
