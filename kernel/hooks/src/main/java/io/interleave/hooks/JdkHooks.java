package io.interleave.hooks;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The methods that patched JDK classes call. They are named in the front's patches; a signature
 * that changes here changes there.
 */
public final class JdkHooks {
  private static final String OWN_NAMES = "interleave-";

  /** The JDK's threads that wait for child processes. */
  private static final String PROCESS_REAPER = "process reaper";

  /** The class of virtual threads that are unmounted while they wait; null before 21. */
  private static final @Nullable Class<?> VIRTUAL = virtualThreads();

  private static final Set<String> SCHEDULER_THREADS =
      Set.of("java.util.TimerThread", "java.util.concurrent.DelayScheduler");

  private JdkHooks() {}

  /** The cell that a task made or submitted by the calling thread belongs to. */
  public static int tag() {
    int cell = Ownership.current();
    Ledger.touch(cell);
    return cell;
  }

  /** The cell of a task that knows it, else the one of the calling thread. */
  public static int cellOf(Object task) {
    return task instanceof Owned owned && !wakesOnly(task)
        ? owned.interleaveCell()
        : Ownership.current();
  }

  /** Whoever completes a future wakes those that wait for it; that is no work for their cells. */
  private static boolean wakesOnly(Object task) {
    return task instanceof ForkJoinPool.ManagedBlocker
        && task.getClass().getName().equals("java.util.concurrent.CompletableFuture$Signaller");
  }

  /** A pool, a timer or a fork takes a task over from the calling thread. */
  public static void retag(@Nullable Object task) {
    if (task instanceof Owned owned) {
      owned.interleaveCell(tag());
    }
  }

  /** Like {@link #retag}, but a worker forks what it just made, so the constructor has done it. */
  public static void forking(Object task) {
    if (!(Thread.currentThread() instanceof ForkJoinWorkerThread)) {
      retag(task);
    }
  }

  /** {@code Thread.start} was called, successful or not. */
  public static void starting(Thread thread) {
    if (thread.getState() == Thread.State.TERMINATED) {
      return; // it cannot start again, and says so
    }
    Thread starter = Thread.currentThread();
    int cell = tag();
    OwnedThread owned =
        new OwnedThread(thread, kind(thread, starter), cell, starter.getId(), System.nanoTime());
    if (isWorker(thread)) {
      owned.pool(thread);
    }
    owned.purpose(Ownership.THREADS.find(starter));
    if (Ownership.THREADS.addIfAbsent(owned) == owned) {
      owned.starts();
    }
  }

  /** An executor is about to start a thread for one task. */
  public static void threadPerTask() {
    Ownership.here().startsFor(OwnedThread.ONE_TASK_ONLY);
  }

  /** A pool is about to start a worker. */
  public static void workerStarts(Object pool, Object thread) {
    Ownership.here().startsFor(pool);
  }

  /** The thread ends; called on itself, or on its carrier. */
  public static void ended(Thread thread) {
    OwnedThread owned = Ownership.THREADS.remove(thread);
    if (owned != null) {
      Ownership.ended(owned);
      Changes.happened();
    }
  }

  /** The calling thread is about to park; on a lock, when the blocker is one. */
  public static void parks(@Nullable Object blocker) {
    Thread caller = Thread.currentThread();
    if (caller.getClass() == VIRTUAL) {
      Ownership.parksVirtually(caller, blocker);
    } else if (blocker instanceof AbstractOwnableSynchronizer lock) {
      Ownership.parks(lock);
    }
  }

  /** The calling thread is about to park and has said before on what, if it says it at all. */
  public static void parksOnBlocker() {
    Thread caller = Thread.currentThread();
    if (caller.getClass() == VIRTUAL) {
      Ownership.parksVirtually(caller, LockSupport.getBlocker(caller));
    }
  }

  /** The calling thread goes on after {@link #parks} or {@link #parksOnBlocker}. */
  public static void unparked() {
    Thread caller = Thread.currentThread();
    if (caller.getClass() == VIRTUAL) {
      Ownership.unparked(caller);
    }
  }

  /**
   * A virtual thread has left its carrier, which is the calling thread.
   *
   * @param continuation has its stack
   * @param state one of {@code VirtualThread}; the others are that it wants a monitor, or waits in
   *     {@code Object.wait} without and with a limit
   */
  public static void unmounted(
      Thread thread, Object continuation, int state, int blocks, int waits, int waitsTimed) {
    if (state == blocks || state == waits || state == waitsTimed) {
      Ownership.unmounted(thread, continuation, state != blocks);
    }
  }

  /** A virtual thread is about to go on, on the calling thread. */
  public static void mounts(Object thread, Object same) {
    Ownership.mounts((Thread) thread);
  }

  /** The calling thread, which may have parked on the lock, goes on without it. */
  public static void gaveUp(Object lock) {
    Ownership.gaveUp(lock);
  }

  /** The calling thread becomes a worker of the pool. */
  public static void worker(Object pool) {
    Ownership.here().pool(pool);
  }

  /** {@code ThreadPoolExecutor.execute} was called. */
  public static void submitted(Object pool, @Nullable Object task) {
    if (task == null || pool instanceof ScheduledThreadPoolExecutor) {
      return;
    }
    int cell = tag();
    if (task instanceof Owned owned) {
      owned.interleaveCell(cell);
    } else {
      RawTasks.put(task, cell);
    }
    Ledger.submitted(cell);
  }

  /**
   * A scheduled executor queues a task for later; wrappers of the user carry no cell themselves.
   */
  public static void delayed(@Nullable Object task) {
    if (task != null && !(task instanceof Owned)) {
      RawTasks.put(task, tag());
    }
  }

  /** The pool gives a task back without running it. */
  public static void withdrawn(Object pool, @Nullable Object task) {
    if (task != null) {
      taken(pool, task);
    }
  }

  /** Like {@link #withdrawn}, if it is so. */
  public static void withdrawnIf(boolean removed, Object pool, @Nullable Object task) {
    if (removed) {
      withdrawn(pool, task);
    }
  }

  /** The pool gives back all tasks that wait. */
  public static void drained(Object pool, List<?> tasks) {
    for (Object task : tasks) {
      withdrawn(pool, task);
    }
  }

  /** The calling worker is about to run a task of its pool. */
  public static void taskBegins(Object pool, @Nullable Object task) {
    if (task != null) {
      Ownership.here().beginTask(taken(pool, task));
    }
  }

  /** The calling worker has run its task, if it ran one. */
  public static void taskEnds() {
    Ownership.here().endTasks();
  }

  /** A task that a timer of the common pool runs once, later. */
  public static void scheduled(Future<?> task) {
    DelayedTasks.add(task);
  }

  private static int taken(Object pool, Object task) {
    int cell = task instanceof Owned owned ? owned.interleaveCell() : RawTasks.take(task);
    if (!(pool instanceof ScheduledThreadPoolExecutor)) {
      Ledger.taken(cell);
    }
    return cell;
  }

  private static @Nullable Class<?> virtualThreads() {
    try {
      return Runtime.version().feature() < 21
          ? null
          : Class.forName("java.lang.VirtualThread", false, null);
    } catch (ClassNotFoundException e) {
      return null; // then their waits are not recorded
    }
  }

  private static OwnedThread.Kind kind(Thread thread, Thread starter) {
    String threadName = thread.getName();
    if (threadName.startsWith(OWN_NAMES) || threadName.equals(PROCESS_REAPER)) {
      return OwnedThread.Kind.INTERNAL;
    }
    // What our threads start, such as those of the Flight Recorder, is not the user's, unless they
    // run user code; the workers of the common pool are, whoever happens to start them.
    OwnedThread by = Ownership.THREADS.find(starter);
    boolean ours = by != null && by.kind() == OwnedThread.Kind.INTERNAL && by.cell() == 0;
    if (ours && !isWorker(thread)) {
      return OwnedThread.Kind.INTERNAL;
    }
    Class<?> type = thread.getClass();
    if (type == Thread.class) {
      return OwnedThread.Kind.USER;
    }
    for (Class<?> c = type; c != null && c != Thread.class; c = c.getSuperclass()) {
      String name = c.getName();
      if (name.startsWith("jdk.internal.") || name.startsWith("jdk.jfr.")) {
        return OwnedThread.Kind.INTERNAL;
      }
    }
    return OwnedThread.Kind.USER;
  }

  private static boolean isWorker(Thread thread) {
    return thread instanceof ForkJoinWorkerThread
        || thread.getClass() != Thread.class
            && SCHEDULER_THREADS.contains(thread.getClass().getName());
  }
}
