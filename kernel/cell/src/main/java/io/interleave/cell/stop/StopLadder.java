package io.interleave.cell.stop;

import io.interleave.cell.owner.Owners;
import io.interleave.hooks.StopCheck;
import io.interleave.wire.Event.RunningWork;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stops all threads of a cell, step by step: interrupts; after 250 ms the stop check, which throws
 * in rewritten code; soon after, an error thrown into library code from outside. Gives up 2 s after
 * the start. For one thread.
 */
final class StopLadder {
  private static final long POLITE_NANOS = 250_000_000;
  private static final long CHECK_NANOS = 30_000_000;
  private static final long LIMIT_NANOS = 2_000_000_000;
  private static final long PAUSE_MILLIS = 2;
  private static final int QUIET_LOOKS = 4;
  private static final long REPEAT_NANOS = 20_000_000;

  private final Owners owners;
  private final StopRequests requests;
  private final MainBody main;
  private final Runnable wakePrinting;
  private @Nullable OutsideStop outside; // made when first needed, on the thread that uses it

  StopLadder(Owners owners, StopRequests requests, MainBody main, Runnable wakePrinting) {
    this.owners = owners;
    this.requests = requests;
    this.main = main;
    this.wakePrinting = wakePrinting;
  }

  /** Stops the cell and names what could not be stopped. */
  List<RunningWork> stop(int cell) throws InterruptedException {
    long start = System.nanoTime();
    requests.begin(cell);
    try {
      wakePrinting.run();
      interruptAll(cell);
      if (!awaitEnd(cell, start + POLITE_NANOS)) {
        force(cell, start + LIMIT_NANOS);
      }
      List<RunningWork> survivors = survivors(cell);
      main.leaveBehind(cell);
      return survivors;
    } finally {
      requests.end(cell);
    }
  }

  /** Does what takes long the first time, where the way to stop from outside needs that. */
  void prepare() {
    outside();
  }

  private void force(int cell, long deadline) throws InterruptedException {
    StopCheck.arm(() -> requests.isStopping(owners.working()));
    try {
      interruptAll(cell);
      wakePrinting.run();
      if (awaitEnd(cell, System.nanoTime() + CHECK_NANOS)) {
        return;
      }
      OutsideStop stop = outside();
      long end = Math.max(deadline, System.nanoTime() + LIMIT_NANOS / 2);
      do {
        strike(cell, stop);
      } while (!awaitEnd(cell, System.nanoTime() + REPEAT_NANOS) && System.nanoTime() < end);
    } finally {
      StopCheck.disarm();
    }
  }

  private void strike(int cell, OutsideStop stop) {
    for (Thread thread : others(cell)) {
      if (mayStop(thread)) {
        stop.stop(thread);
      }
    }
    main.whileRunningForLastTime(
        cell,
        thread -> {
          if (mayStop(thread)) {
            stop.stop(thread);
          }
        });
  }

  private OutsideStop outside() {
    OutsideStop known = outside;
    if (known == null) {
      known = OutsideStop.ofThisJava();
      outside = known;
    }
    return known;
  }

  private void interruptAll(int cell) {
    main.whileRunning(cell, Thread::interrupt);
    for (Thread thread : others(cell)) {
      thread.interrupt();
    }
  }

  /** Waits; threads that come up meanwhile, such as for queued tasks, are interrupted too. */
  private boolean awaitEnd(int cell, long deadline) throws InterruptedException {
    Set<Thread> seen = new HashSet<>(others(cell));
    int quietLooks = 0;
    while (true) {
      List<Thread> left = others(cell);
      quietLooks = left.isEmpty() && isQuiet(cell) ? quietLooks + 1 : 0;
      // A worker that has just taken a task is neither in a queue nor at work for an instant.
      if (quietLooks >= (owners.hasWorkers() ? QUIET_LOOKS : 1)) {
        return true;
      }
      if (System.nanoTime() >= deadline) {
        return false;
      }
      for (Thread thread : left) {
        if (seen.add(thread)) {
          thread.interrupt();
        }
      }
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean isQuiet(int cell) {
    return main.running(cell) == null && owners.readyTasks(cell) == 0;
  }

  private List<Thread> others(int cell) {
    List<Thread> threads = new ArrayList<>();
    for (Thread thread : owners.threadsOf(cell)) {
      if (!main.isMain(thread) && thread.isAlive()) {
        threads.add(thread);
      }
    }
    return threads;
  }

  // An error thrown while the thread holds a lock of ours would leave it locked. Once the check is
  // armed no thread of the cell gets in any more, so looking once is enough.
  private static boolean mayStop(Thread thread) {
    for (StackTraceElement frame : thread.getStackTrace()) {
      if (frame.getClassName().startsWith("io.interleave.cell.streams.")) {
        return false;
      }
    }
    return true;
  }

  private List<RunningWork> survivors(int cell) {
    List<RunningWork> survivors = new ArrayList<>();
    Thread body = main.running(cell);
    if (body != null) {
      survivors.add(describe(body));
    }
    for (Thread thread : others(cell)) {
      survivors.add(describe(thread));
    }
    return survivors;
  }

  private static RunningWork describe(Thread thread) {
    String name = thread.getName().isEmpty() ? "#" + thread.getId() : thread.getName();
    return new RunningWork(name, thread.getState().name(), Places.top(thread.getStackTrace()));
  }
}
