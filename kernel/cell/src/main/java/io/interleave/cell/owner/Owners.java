package io.interleave.cell.owner;

import io.interleave.wire.Event.RunningWork;
import java.util.List;

/**
 * Whose output is it? The one place that decides.
 *
 * <ol>
 *   <li>A thread, platform or virtual, belongs to the cell that started it.
 *   <li>A task that a pool runs belongs to the cell that submitted it, an asynchronous stage to the
 *       cell that attached it: while it runs, its thread works for that cell.
 *   <li>Anything unknown belongs to the cell that runs now or ran last; never to nobody.
 * </ol>
 *
 * <p>{@link Route#LATEST} overrides this for output only: what a cell has to wait for and what a
 * stop has to end stays with the cell that started it.
 *
 * <p>Cells are run ids, greater than zero. Threads of the JVM itself and threads named {@code
 * interleave-*} are nobody's and appear in no list.
 */
public interface Owners {

  /** The owners of this JVM. */
  static Owners ofThisJvm() {
    return JvmOwners.INSTANCE;
  }

  /** From now on {@code cell} is the latest one and the calling thread is its main thread. */
  void begin(int cell);

  /** Whose output the calling thread's is; 0 only before the first {@link #begin}. */
  int current();

  /** Whose output that thread's would be now; 0 only before the first {@link #begin}. */
  int cellOf(Thread thread);

  /** The cell the calling thread works for, whatever the route; the one a stop compares with. */
  int working();

  /** Gives a thread to a cell until it ends; threads it starts from then on are that cell's too. */
  void bind(Thread thread, int cell);

  /** The calling thread works for {@code cell} until the scope is closed. */
  Scope enter(int cell);

  /** Changes where output goes. */
  void route(Route route);

  /**
   * The live threads that work for the cell now: those it started, except pool workers that are
   * idle or busy for another cell, and workers of whatever pool that run a task of it. The cell's
   * main thread is among them while it works for the cell.
   */
  List<Thread> threadsOf(int cell);

  /**
   * How many tasks of the cell wait for a worker of a pool and need no more time to come; counts to
   * 1 at most.
   */
  int readyTasks(int cell);

  /** Whether there are workers of pools that might have taken a task a moment ago. */
  boolean hasWorkers();

  /**
   * The work of the cell that a notebook waits for: tasks running or queued, live non-daemon
   * platform threads and virtual threads; not idle workers, selectors, accept loops, periodic ticks
   * to come, nor the main thread.
   */
  List<RunningWork> running(int cell);

  /**
   * The live threads that the cell started, idle pool workers and daemon threads included; not the
   * calling thread, nor those that the JDK keeps for all, such as the common pool's.
   *
   * @param waitMillis how long to wait for their end at most
   */
  List<RunningWork> left(int cell, long waitMillis) throws InterruptedException;

  /**
   * Waits until {@link #running} is empty, at most so long.
   *
   * @param limitMillis 0: does not wait
   * @return what still runs
   * @throws InterruptedException when the waiting thread is interrupted
   */
  List<RunningWork> settle(int cell, long limitMillis) throws InterruptedException;
}
