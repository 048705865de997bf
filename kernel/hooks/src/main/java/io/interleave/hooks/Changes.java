package io.interleave.hooks;

import java.util.concurrent.locks.LockSupport;

/**
 * Wakes those who wait for work to end. Costs one read while nobody waits, and one wake-up for any
 * number of changes that a waiter has not looked at yet.
 */
public final class Changes {
  private static final Object GUARD = new Object();
  private static volatile Thread[] waiters = {};
  private static volatile boolean pending;

  private Changes() {}

  /** The calling thread wants to be woken; to be balanced by {@link #unwatch}. */
  public static void watch() {
    synchronized (GUARD) {
      Thread[] more = new Thread[waiters.length + 1];
      System.arraycopy(waiters, 0, more, 0, waiters.length);
      more[waiters.length] = Thread.currentThread();
      waiters = more;
      pending = false;
    }
  }

  /** The calling thread wants to be left alone. */
  public static void unwatch() {
    synchronized (GUARD) {
      Thread[] now = waiters;
      for (int i = 0; i < now.length; i++) {
        if (now[i] == Thread.currentThread()) {
          Thread[] fewer = new Thread[now.length - 1];
          System.arraycopy(now, 0, fewer, 0, i);
          System.arraycopy(now, i + 1, fewer, i, fewer.length - i);
          waiters = fewer;
          return;
        }
      }
    }
  }

  /** What happened before this call needs no wake-up any more; to be called before looking. */
  public static void looking() {
    pending = false;
  }

  /** Blocks until something changed, at most so long; may return early. */
  public static void await(long nanos) {
    if (!pending) {
      LockSupport.parkNanos(Changes.class, nanos);
    }
  }

  static void happened() {
    Thread[] now = waiters;
    if (now.length > 0 && !pending) {
      pending = true;
      for (Thread waiter : now) {
        LockSupport.unpark(waiter);
      }
    }
  }
}
