package io.interleave.it.cost.work;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;

/** Virtual threads; the class cannot be initialised before Java 21. */
public final class VirtualWork {
  private static final MethodHandle START = find();

  private VirtualWork() {}

  private static MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findStatic(
              Thread.class,
              "startVirtualThread",
              MethodType.methodType(Thread.class, Runnable.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Threads that compute for a moment and end.
   *
   * @param steps of xorshift64 in each thread
   */
  public static long compute(int threads, int steps) throws Throwable {
    LongAdder sum = new LongAdder();
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      long seed = i + 1L;
      Runnable body = () -> sum.add(Arithmetic.xorshift(seed, steps));
      all[i] = (Thread) START.invokeExact(body);
    }
    join(all);
    return sum.sum();
  }

  /** Threads that park once each. */
  public static long park(int threads) throws Throwable {
    LongAdder woken = new LongAdder();
    CountDownLatch gate = new CountDownLatch(1);
    Runnable body =
        () -> {
          try {
            gate.await();
            woken.increment();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        };
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      all[i] = (Thread) START.invokeExact(body);
    }
    gate.countDown();
    join(all);
    return woken.sum();
  }

  private static void join(Thread[] threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
