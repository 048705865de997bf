package io.interleave.it.cost.work;

import java.util.concurrent.locks.ReentrantLock;

/** A number behind a lock that several threads want. */
public final class Locked {
  private final Object monitor = new Object();
  private final ReentrantLock lock = new ReentrantLock();
  private long number = 88172645463325252L; // guarded by monitor or by lock, never by both

  /** Enters the monitor so many times; each time one step of xorshift64. */
  public long synchronize(int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      synchronized (monitor) {
        number = Arithmetic.xorshift(number, 1);
        last = number;
      }
    }
    return last;
  }

  /** The same with the lock. */
  public long lock(int times) {
    long last = 0;
    for (int i = 0; i < times; i++) {
      lock.lock();
      try {
        number = Arithmetic.xorshift(number, 1);
        last = number;
      } finally {
        lock.unlock();
      }
    }
    return last;
  }
}
