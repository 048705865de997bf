package io.interleave.front.threads;

/**
 * A thread did not run, as recorded.
 *
 * @param from {@code System.nanoTime} of the cell JVM
 * @param to {@code System.nanoTime} of the cell JVM
 * @param what the lock, queue or file by name; empty when unknown
 * @param where {@code cell 7, line 3}; empty when no cell's code is on the stack
 * @param lock tells locks of one name apart; 0 when there is none or it is unknown
 * @param previousOwner the thread that gave a monitor up, that held a lock when the wait for it
 *     began, or that ended another wait; 0 when unknown
 * @param gain what a wait for a lock ended with
 */
public record Pause(
    long threadId,
    State state,
    long from,
    long to,
    String what,
    String where,
    long lock,
    long previousOwner,
    Gain gain) {

  /** What a thread has after it waited for a lock. */
  public enum Gain {
    /** The lock. */
    LOCK,
    /** The lock together with others, to read. */
    SHARE,
    /** It gave up waiting. */
    NOTHING
  }

  /** A pause of a thread that got what it waited for. */
  public Pause(
      long threadId,
      State state,
      long from,
      long to,
      String what,
      String where,
      long lock,
      long previousOwner) {
    this(threadId, state, from, to, what, where, lock, previousOwner, Gain.LOCK);
  }

  Pause ended(Gain with) {
    return new Pause(threadId, state, from, to, what, where, lock, previousOwner, with);
  }
}
