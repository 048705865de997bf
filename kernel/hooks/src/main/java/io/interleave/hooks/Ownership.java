package io.interleave.hooks;

import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which thread works for which cell, for the runtime of the cell JVM. */
public final class Ownership {
  static final ThreadTable THREADS = new ThreadTable();

  private static volatile int latest;
  private static volatile @Nullable ThreadWatch watch;

  private Ownership() {}

  /** Loads and initialises everything that the inside of {@code Thread.start} is going to need. */
  public static void prepare() {
    Thread caller = Thread.currentThread();
    JdkHooks.tag();
    JdkHooks.ended(caller);
    THREADS.addIfAbsent(unseen(caller));
    here().leave(here().beginTask(0));
    THREADS.remove(caller);
    RawTasks.take(caller);
    Ledger.onTheWay(0);
  }

  /** The cell that runs now or ran last; 0 before the first. */
  public static int latest() {
    return latest;
  }

  /** From now on {@code cell} is the latest one and the calling thread is its main thread. */
  public static void begin(int cell) {
    latest = cell;
    Thread caller = Thread.currentThread();
    OwnedThread owned = THREADS.find(caller);
    if (owned == null || owned.kind() != OwnedThread.Kind.MAIN) {
      THREADS.remove(caller);
      owned =
          THREADS.addIfAbsent(
              new OwnedThread(caller, OwnedThread.Kind.MAIN, cell, 0, System.nanoTime()));
    }
    owned.turnTo(cell);
  }

  /** The cell the calling thread works for: the latest one when nobody knows. */
  public static int current() {
    return cellOf(Thread.currentThread());
  }

  /** The cell a thread works for: the latest one when nobody knows. */
  public static int cellOf(Thread thread) {
    OwnedThread owned = THREADS.find(thread);
    int cell = owned == null ? 0 : owned.cell();
    return cell == 0 ? latest : cell;
  }

  /** The calling thread, which need not have been seen before. */
  public static OwnedThread here() {
    Thread caller = Thread.currentThread();
    OwnedThread owned = THREADS.find(caller);
    return owned != null ? owned : THREADS.addIfAbsent(unseen(caller));
  }

  /** What is known about a thread. */
  public static @Nullable OwnedThread find(Thread thread) {
    return THREADS.find(thread);
  }

  /** Gives a thread to a cell until it ends. */
  public static void bind(Thread thread, int cell) {
    if (thread.getState() != Thread.State.TERMINATED) {
      THREADS.addIfAbsent(unseen(thread)).bind(cell);
      Ledger.touch(cell);
    }
  }

  /** A thread was found dead, or was never born. */
  public static void forget(Thread thread) {
    JdkHooks.ended(thread);
  }

  /** Visits all live threads that were seen. */
  public static void forEach(Consumer<OwnedThread> action) {
    THREADS.forEach(action);
  }

  /** From now on the watch hears which threads work for which cell. */
  public static void watch(ThreadWatch newWatch) {
    watch = newWatch;
  }

  static void works(OwnedThread thread, int cell) {
    ThreadWatch now = watch;
    if (now != null) {
      now.works(thread, cell);
    }
  }

  static void parks(AbstractOwnableSynchronizer lock) {
    ThreadWatch now = watch;
    if (now != null) {
      OwnedThread thread = THREADS.find(Thread.currentThread());
      if (thread != null) {
        now.parks(thread, lock);
      }
    }
  }

  static void parksVirtually(Thread caller, @Nullable Object blocker) {
    ThreadWatch now = watch;
    OwnedThread thread = now == null ? null : THREADS.find(caller);
    if (now != null && thread != null) {
      thread.park(now.parksVirtually(thread, blocker));
    }
  }

  static void unparked(Thread caller) {
    ThreadWatch now = watch;
    OwnedThread thread = now == null ? null : THREADS.find(caller);
    Object pause = thread == null ? null : thread.takePark();
    if (now != null && thread != null && pause != null) {
      now.goesOn(thread, pause);
    }
  }

  static void unmounted(Thread unmounted, Object continuation, boolean waits) {
    ThreadWatch now = watch;
    OwnedThread thread = now == null ? null : THREADS.find(unmounted);
    if (now != null && thread != null) {
      thread.leaveCarrier(now.leavesCarrier(thread, continuation, waits));
    }
  }

  static void mounts(Thread mounted) {
    ThreadWatch now = watch;
    OwnedThread thread = now == null ? null : THREADS.find(mounted);
    Object pause = thread == null ? null : thread.takeUnmounted();
    if (now != null && thread != null && pause != null) {
      now.goesOn(thread, pause);
    }
  }

  static void gaveUp(Object lock) {
    ThreadWatch now = watch;
    OwnedThread thread = now == null ? null : THREADS.find(Thread.currentThread());
    if (now != null && thread != null) {
      now.gaveUp(thread, lock);
    }
  }

  static void ended(OwnedThread thread) {
    ThreadWatch now = watch;
    if (now != null) {
      now.ended(thread);
    }
  }

  private static OwnedThread unseen(Thread thread) {
    return new OwnedThread(thread, OwnedThread.Kind.USER, 0, 0, System.nanoTime());
  }
}
