package io.interleave.cell.owner;

import io.interleave.hooks.OwnedThread;
import io.interleave.hooks.Ownership;
import io.interleave.wire.Event.RunningWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** Reads and writes the facts that the hooks of this JVM keep. */
final class JvmOwners implements Owners {
  static final JvmOwners INSTANCE = new JvmOwners();

  private volatile Route route = Route.STARTING;

  private JvmOwners() {}

  @Override
  public void begin(int cell) {
    Ownership.begin(cell);
  }

  @Override
  public int current() {
    return route == Route.LATEST ? Ownership.latest() : working();
  }

  @Override
  public int cellOf(Thread thread) {
    return route == Route.LATEST ? Ownership.latest() : Ownership.cellOf(thread);
  }

  @Override
  public int working() {
    return Ownership.current();
  }

  @Override
  public void bind(Thread thread, int cell) {
    Ownership.bind(thread, cell);
  }

  @Override
  public Scope enter(int cell) {
    OwnedThread thread = Ownership.here();
    long before = thread.enter(cell);
    return () -> thread.leave(before);
  }

  @Override
  public void route(Route newRoute) {
    route = newRoute;
  }

  @Override
  public List<Thread> threadsOf(int cell) {
    List<Thread> threads = new ArrayList<>();
    Ownership.forEach(
        owned -> {
          if (owned.worksFor(cell)) {
            threads.add(owned.thread());
          }
        });
    return threads;
  }

  @Override
  public int readyTasks(int cell) {
    int count = 0;
    for (Object pool : pools()) {
      boolean later = pool instanceof ScheduledThreadPoolExecutor;
      boolean queue = pool instanceof ThreadPoolExecutor || pool instanceof ForkJoinPool;
      if (count == 0 && queue && !later) {
        count = WaitingTasks.count(pool, cell, 1);
      }
    }
    return count;
  }

  @Override
  public boolean hasWorkers() {
    return !pools().isEmpty();
  }

  private static Set<Object> pools() {
    List<OwnedThread> threads = new ArrayList<>();
    Ownership.forEach(threads::add);
    return Census.pools(threads);
  }

  @Override
  public List<RunningWork> running(int cell) {
    return new Census(cell).running();
  }

  @Override
  public List<RunningWork> left(int cell, long waitMillis) throws InterruptedException {
    List<Thread> left = new StartedThreads(cell).await(waitMillis);
    return RunningThreads.describe(left, 0);
  }

  @Override
  public List<RunningWork> settle(int cell, long limitMillis) throws InterruptedException {
    return new Census(cell).await(limitMillis);
  }
}
