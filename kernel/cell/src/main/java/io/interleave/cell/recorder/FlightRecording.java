package io.interleave.cell.recorder;

import java.io.IOException;
import java.nio.file.Path;

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
   * Writes what was recorded since a moment, and some of what was before it, to a new file.
   *
   * @param sinceNanos {@code System.nanoTime}
   */
  void write(long sinceNanos, Path file) throws IOException;

  /** Ends the recording and deletes what it has written. */
  void end();
}
