package io.interleave.cell.recorder;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A running recording of what threads do. */
interface FlightRecording {

  /** Ties the recording's clock to {@code System.nanoTime}, by a mark in it. */
  void mark();

  /**
   * The calling thread is about to wait for a lock that another one holds.
   *
   * @param lockId tells locks apart
   */
  void parks(long ownerId, int lockId);

  /**
   * The calling thread goes on without the lock it waited for.
   *
   * @param lockId tells locks apart
   */
  void gaveUp(int lockId);

  /**
   * The calling thread, a virtual one, is about to park, which the JDK does not record.
   *
   * @param blocker what it parks on; null when unknown
   * @param ownerId who holds it; 0 when nobody does or it is unknown
   * @return for {@link #goesOn}, which the same thread calls
   */
  Object parksVirtually(@Nullable Object blocker, long ownerId);

  /**
   * A virtual thread has left its carrier for a monitor.
   *
   * @param waits whether it waits to be notified, not to enter
   * @param stack as of {@link UnmountedStack}
   * @return for {@link #goesOn}
   */
  Object leavesCarrier(long threadId, boolean waits, String stack);

  /** The pause is over; called by the thread itself or, with a monitor, by its carrier. */
  void goesOn(Object pause);

  /** Records what carriers have left for the calling thread, which is the recorder's. */
  void collect();

  /**
   * Writes what was recorded since a moment, and some of what was before it, to a new file.
   *
   * @param sinceNanos {@code System.nanoTime}
   */
  void write(long sinceNanos, Path file) throws IOException;

  /** Ends the recording and deletes what it has written. */
  void end();
}
