package io.interleave.api;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Several threads that start together and do the same. */
final class CheckedThreads {
  private CheckedThreads() {}

  static void run(int threads, int times, Runnable step) throws InterruptedException {
    if (threads < 1 || times < 1) {
      throw new IllegalArgumentException(
          "threads is " + threads + " and times is " + times + "; both have to be 1 or more");
    }
    CountDownLatch start = new CountDownLatch(1);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    List<Thread> all = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await();
                  for (int n = 0; n < times; n++) {
                    step.run();
                  }
                } catch (Throwable e) {
                  failure.compareAndSet(null, e);
                }
              },
              "check-" + i);
      all.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : all) {
      thread.join();
    }
    Throwable thrown = failure.get();
    if (thrown instanceof Error error) {
      throw error;
    } else if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
