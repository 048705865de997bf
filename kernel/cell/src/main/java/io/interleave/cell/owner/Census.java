package io.interleave.cell.owner;

import io.interleave.hooks.Changes;
import io.interleave.hooks.OwnedThread;
import io.interleave.hooks.Ownership;
import io.interleave.wire.Event.RunningWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Counts the work of one cell. */
final class Census {
  private static final long RECHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final int cell;

  Census(int cell) {
    this.cell = cell;
  }

  List<RunningWork> running() {
    List<RunningWork> found = new ArrayList<>();
    Ownership.forEach(
        owned -> {
          if (isBusy(owned)) {
            found.add(RunningThreads.describe(owned.thread()));
          }
        });
    return found;
  }

  List<RunningWork> await(long limitMillis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    Changes.watch();
    try {
      while (true) {
        if (Thread.interrupted()) {
          throw new InterruptedException("stopped waiting for cell " + cell);
        }
        Changes.looking();
        List<RunningWork> found = running();
        long left = end - System.nanoTime();
        if (found.isEmpty() || left <= 0) {
          return found;
        }
        Changes.await(Math.min(left, RECHECK_NANOS));
      }
    } finally {
      Changes.unwatch();
    }
  }

  private boolean isBusy(OwnedThread owned) {
    Thread thread = owned.thread();
    if (owned.kind() != OwnedThread.Kind.USER || !owned.worksFor(cell) || !thread.isAlive()) {
      return false;
    }
    return owned.inTask() || !thread.isDaemon() || isVirtual(thread);
  }

  private static boolean isVirtual(Thread thread) {
    return thread.getClass().getName().startsWith("java.lang.") && thread.getClass() != Thread.class;
  }
}
