package io.interleave.hooks;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;

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

  /** The thread ends; called by itself or, for a virtual thread, by its carrier. */
  void ended(OwnedThread thread);
}
