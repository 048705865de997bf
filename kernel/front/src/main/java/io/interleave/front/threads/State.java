package io.interleave.front.threads;

/** What a thread does at a moment. */
public enum State {
  /**
   * Runs, or could run, as far as there is CPU time for it: the recording tells neither one from
   * the other nor from what it does not see, the totals do.
   */
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
  IO,
  /** Lives, with neither CPU time nor a recorded pause: in a native call, or held by the JVM. */
  UNACCOUNTED
}
