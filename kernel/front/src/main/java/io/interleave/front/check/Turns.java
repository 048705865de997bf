package io.interleave.front.check;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Keeps notebooks that run side by side out of each other's measurements: cells share the machine,
 * except that one which measures processors has it to itself. For many threads.
 */
final class Turns {
  // Fair: a cell that wants to be alone would otherwise wait for a gap that never comes.
  private final ReentrantReadWriteLock cells = new ReentrantReadWriteLock(true);
  private final ReentrantLock starts = new ReentrantLock();

  /** Runs a cell while no other notebook measures; alone, while no other does anything. */
  <T> T cell(boolean alone, Supplier<T> run) {
    return holding(alone ? cells.writeLock() : cells.readLock(), run);
  }

  /**
   * Starts a kernel while no other one starts, as two might choose the same free ports, and while
   * no notebook measures.
   */
  <T> T start(Supplier<T> start) {
    return holding(starts, () -> cell(false, start));
  }

  private static <T> T holding(Lock lock, Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
