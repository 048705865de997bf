package io.interleave.cell.owner;

import io.interleave.hooks.OwnedThread;
import io.interleave.hooks.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;

/** The threads that a cell started itself, whatever they do now. */
final class StartedThreads {
  /** Threads that the JDK starts once, in whichever cell comes first, and never ends. */
  private static final List<String> JDK_NAMES =
      List.of("CompletableFutureDelayScheduler", "ForkJoinPool.commonPool-", "HttpClient-");

  private final int cell;

  StartedThreads(int cell) {
    this.cell = cell;
  }

  /** Those that live after the wait, which is over when there is none. */
  List<Thread> await(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (Thread thread : alive()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left > 0) {
        thread.join(left);
      }
    }
    return alive();
  }

  private List<Thread> alive() {
    List<Thread> alive = new ArrayList<>();
    Ownership.forEach(
        owned -> {
          Thread thread = owned.thread();
          if (owned.kind() == OwnedThread.Kind.USER
              && owned.starter() == cell
              && thread != Thread.currentThread()
              && thread.isAlive()
              && !isShared(thread)) {
            alive.add(thread);
          }
        });
    return alive;
  }

  private static boolean isShared(Thread thread) {
    if (thread instanceof ForkJoinWorkerThread worker) {
      return worker.getPool() == ForkJoinPool.commonPool();
    }
    return thread.isDaemon() && JDK_NAMES.stream().anyMatch(thread.getName()::startsWith);
  }
}
