package io.interleave.front.threads;

/**
 * A stretch of a thread's life in one state.
 *
 * @param from nanoseconds since the cell began
 * @param to nanoseconds since the cell began, at least {@code from}
 * @param what the lock, queue or file by name, {@code join(Alice)}; empty when unknown
 * @param where the innermost user line, {@code cell 7, line 3}; empty when unknown
 */
public record Span(long threadId, State state, long from, long to, String what, String where) {

  public Span {
    if (to < from) {
      throw new IllegalArgumentException("a span from " + from + " to " + to);
    }
  }

  /** Length in nanoseconds. */
  public long nanos() {
    return to - from;
  }
}
