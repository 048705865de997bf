package io.interleave.hooks;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/**
 * Hears which threads work for which cell. Called on the user's threads: must be quick and quiet.
 */
public interface ThreadWatch {

  /**
   * A thread begins to work for a cell: called by the thread that starts it, or by itself when a
   * task of another cell than the last one begins on it.
   */
  void works(OwnedThread thread, int cell);

  /** The thread, which is the calling one, is about to wait for a lock that another one holds. */
  void parks(OwnedThread thread, AbstractOwnableSynchronizer lock);

  /**
   * The thread, which is the calling one, has waited for a lock long enough, or was interrupted,
   * and goes on without it.
   */
  void gaveUp(OwnedThread thread, Object lock);

  /**
   * The virtual thread, which is the calling one, is about to park.
   *
   * @return for {@link #goesOn} when it is over; null when nobody wants to know
   */
  @Nullable Object parksVirtually(OwnedThread thread, @Nullable Object blocker);

  /**
   * The virtual thread has left its carrier, which is the calling thread, for a monitor.
   *
   * @param continuation has its stack, which stands still until this returns
   * @param waits whether it waits to be notified, not to enter
   * @return for {@link #goesOn} when it is over; null when nobody wants to know
   */
  @Nullable Object leavesCarrier(OwnedThread thread, Object continuation, boolean waits);

  /** A pause of a virtual thread is over; called by itself or, with a monitor, by its carrier. */
  void goesOn(OwnedThread thread, Object pause);

  /** The thread ends; called by itself or, for a virtual thread, by its carrier. */
  void ended(OwnedThread thread);
}
