package io.interleave.cell.owner;

import io.interleave.hooks.Changes;
import io.interleave.hooks.DelayedTasks;
import io.interleave.hooks.Ledger;
import io.interleave.hooks.OwnedThread;
import io.interleave.hooks.OwnedThread.Kind;
import io.interleave.hooks.Ownership;
import io.interleave.wire.Event.RunningWork;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks for the work of one cell. */
final class Census {
  private static final long RECHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long DOUBT_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
  private static final long BIRTH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int STACKS_LOOKED_AT = 100;
  private static final int QUIET_LOOKS = 2;
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final int cell;

  /** Workers that were seen, after their queues, to have no task of this cell in hand. */
  private final Set<OwnedThread> cleared = Collections.newSetFromMap(new IdentityHashMap<>());

  /** The last one that was seen busy: while it is, nobody else needs to be looked at. */
  private @Nullable OwnedThread witness;

  /** What a look found. */
  private enum Sighting {
    NOTHING,
    /** A worker that may have a task in hand, on the way from the queue. */
    PERHAPS,
    WORK
  }

  Census(int cell) {
    this.cell = cell;
  }

  /** The work that goes on now, named; looks once. */
  List<RunningWork> running() {
    List<OwnedThread> all = threads();
    List<Thread> busy = new ArrayList<>();
    for (OwnedThread owned : all) {
      if (isBusy(owned, busy.size() < STACKS_LOOKED_AT)) {
        busy.add(owned.thread());
      }
    }
    int queued = DelayedTasks.waiting(cell);
    for (Object pool : pools(all)) {
      queued += WaitingTasks.count(pool, cell, Integer.MAX_VALUE);
    }
    return RunningThreads.describe(busy, queued);
  }

  /** Waits until there is nothing more, at most so long; returns what there is then. */
  List<RunningWork> await(long limitMillis) throws InterruptedException {
    if (!Ledger.touched(cell)) {
      return List.of();
    }
    if (limitMillis <= 0) {
      return running();
    }
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis);
    boolean settled = false;
    Changes.watch();
    try {
      settled = awaitNothing(end);
    } finally {
      Changes.unwatch();
      if (!settled) {
        Ledger.touch(cell);
      }
    }
    return settled ? List.of() : running();
  }

  private boolean awaitNothing(long end) throws InterruptedException {
    long doubtSince = 0;
    int quietLooks = 0;
    while (true) {
      if (Thread.interrupted()) {
        throw new InterruptedException("stopped waiting for cell " + cell);
      }
      long start = System.nanoTime();
      if (end - start <= 0) {
        return false;
      }
      Changes.looking();
      Ledger.forget(cell);
      Sighting sighting = look();
      boolean quiet = !Ledger.touched(cell);
      long now = System.nanoTime();
      if (!quiet) {
        cleared.clear();
      }
      switch (sighting) {
        case NOTHING -> {
          // Hand-overs that no hook sees take microseconds: what was on its way in the first look
          // is in a queue or a hand in one that comes a little later.
          quietLooks = quiet ? quietLooks + 1 : 0;
          if (quietLooks >= QUIET_LOOKS) {
            return true;
          }
          TimeUnit.NANOSECONDS.sleep(SOON_NANOS);
        }
        case PERHAPS -> {
          quietLooks = 0;
          doubtSince = doubtSince == 0 ? now : doubtSince;
          if (now - doubtSince > DOUBT_NANOS) {
            Ledger.writeOff(cell, Ledger.onTheWay(cell));
            cleared.addAll(threads());
          }
          TimeUnit.NANOSECONDS.sleep(SOON_NANOS);
        }
        case WORK -> {
          quietLooks = 0;
          doubtSince = 0;
          cleared.clear();
          TimeUnit.NANOSECONDS.sleep(Math.min(4 * (now - start), LONGEST_PAUSE_NANOS));
          Changes.await(Math.min(end - now, RECHECK_NANOS));
        }
      }
    }
  }

  /**
   * Looks at the queues before the workers: a task that leaves its queue in between is in the hand
   * of a worker then. What is submitted in between touches the ledger.
   */
  private Sighting look() {
    OwnedThread before = witness;
    if (before != null && isBusy(before, true)) {
      return Sighting.WORK;
    }
    witness = null;
    List<OwnedThread> all = threads();
    Set<Object> searched = pools(all);
    for (Object pool : searched) {
      if (WaitingTasks.count(pool, cell, 1) > 0) {
        return Sighting.WORK;
      }
    }
    if (DelayedTasks.waiting(cell) > 0) {
      return Sighting.WORK;
    }
    Sighting sighting = Ledger.onTheWay(cell) > 0 ? Sighting.PERHAPS : Sighting.NOTHING;
    for (OwnedThread owned : all) {
      if (isBusy(owned, true)) {
        witness = owned;
        return Sighting.WORK;
      }
      Object pool = poolOf(owned);
      if (pool != null && (!searched.contains(pool) || mayHaveTaskInHand(owned))) {
        sighting = Sighting.PERHAPS;
      }
    }
    return sighting;
  }

  /**
   * Whether the thread works for the cell.
   *
   * @param looksAtStack false: takes a thread that listens for connections for a working one
   */
  private boolean isBusy(OwnedThread owned, boolean looksAtStack) {
    Thread thread = owned.thread();
    if (owned.kind() != Kind.USER || !owned.worksFor(cell)) {
      return false;
    }
    if (thread.isDaemon() && !owned.inTask() && !owned.isVirtual() && !owned.isForTask()) {
      return false;
    }
    Thread.State state = thread.getState();
    return switch (state) {
      case TERMINATED -> gone(thread);
      case NEW -> System.nanoTime() - owned.startNanos() < BIRTH_NANOS || gone(thread);
      case RUNNABLE -> owned.isVirtual() || !looksAtStack || !Listening.isListening(thread);
      case WAITING, TIMED_WAITING ->
          !owned.isVirtual() || !looksAtStack || !Listening.isListening(thread);
      case BLOCKED -> true;
    };
  }

  private static boolean gone(Thread thread) {
    Ownership.forget(thread);
    return false;
  }

  private boolean mayHaveTaskInHand(OwnedThread worker) {
    if (worker.inTask() || cleared.contains(worker)) {
      return false;
    }
    Thread.State state = worker.thread().getState();
    if (state != Thread.State.WAITING && state != Thread.State.TIMED_WAITING) {
      return true;
    }
    cleared.add(worker);
    return false;
  }

  private static List<OwnedThread> threads() {
    List<OwnedThread> all = new ArrayList<>();
    Ownership.forEach(all::add);
    return all;
  }

  static Set<Object> pools(List<OwnedThread> threads) {
    Set<Object> pools = Collections.newSetFromMap(new IdentityHashMap<>());
    for (OwnedThread owned : threads) {
      Object pool = poolOf(owned);
      if (pool != null) {
        pools.add(pool);
      }
    }
    return pools;
  }

  /** What user tasks wait in for this thread, if anything. */
  private static @Nullable Object poolOf(OwnedThread owned) {
    Object pool = owned.kind() == Kind.USER ? owned.pool() : null;
    return pool instanceof ForkJoinWorkerThread worker ? worker.getPool() : pool;
  }
}
