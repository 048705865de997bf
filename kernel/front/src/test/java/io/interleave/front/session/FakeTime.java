package io.interleave.front.session;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that only passes when the test or a waiting thread lets it. */
final class FakeTime implements Time {
  private record Task(long at, long order, Runnable runnable) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
  private long nanos;
  private long order;
  private volatile Runnable whileWaiting = () -> {};

  @Override
  public synchronized long nanos() {
    return nanos;
  }

  @Override
  public synchronized void later(long delayNanos, Runnable task) {
    tasks.add(new Task(nanos + delayNanos, order++, task));
  }

  @Override
  public void await(Object monitor, long waitNanos) throws InterruptedException {
    // On another thread, because waiting gives the monitor up to whoever wants it.
    Thread others =
        new Thread(
            () -> {
              whileWaiting.run();
              pass(waitNanos);
            });
    others.start();
    while (others.isAlive()) {
      monitor.wait(1);
    }
  }

  /** What happens each time a thread has to wait. */
  void whileWaiting(Runnable task) {
    whileWaiting = task;
  }

  /** Lets time pass and runs what falls due, in its order. */
  void pass(long passNanos) {
    long end;
    synchronized (this) {
      end = nanos + Math.max(passNanos, 1);
    }
    while (true) {
      Task due;
      synchronized (this) {
        due = tasks.peek();
        if (due == null || due.at > end) {
          nanos = end;
          return;
        }
        tasks.poll();
        nanos = Math.max(nanos, due.at);
      }
      due.runnable.run();
    }
  }

  void passMillis(long millis) {
    pass(millis * 1_000_000);
  }
}
