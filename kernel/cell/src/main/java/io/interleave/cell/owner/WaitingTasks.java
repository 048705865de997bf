package io.interleave.cell.owner;

import io.interleave.cell.agent.Agent;
import io.interleave.hooks.Owned;
import io.interleave.hooks.RawTasks;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.TimerTask;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Counts the tasks of a cell that wait in a pool or timer to run once. Fork-join pools and timers
 * do not show their queues: the agent opens the packages, the fields are read.
 */
final class WaitingTasks {
  private static final String TIMER_THREAD = "java.util.TimerThread";
  private static final int TIMER_SCHEDULED = 1;

  private static final @Nullable Object[] NO_ELEMENTS = {};

  static {
    Agent.openInternals();
  }

  private WaitingTasks() {}

  /**
   * The number of waiting tasks, at most {@code enough}.
   *
   * @param pool a {@link ThreadPoolExecutor}, a {@link ForkJoinPool} or the thread of a timer;
   *     others have none
   */
  static int count(Object pool, int cell, int enough) {
    try {
      if (pool instanceof ThreadPoolExecutor executor) {
        return inQueue(executor, cell, enough);
      }
      if (pool instanceof ForkJoinPool forkJoin) {
        return inDeques(forkJoin, cell, enough);
      }
      if (pool.getClass().getName().equals(TIMER_THREAD)) {
        return inTimer(pool, cell, enough);
      }
      return 0;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return 0; // a queue of the user's own making, or a JDK that is made otherwise
    }
  }

  private static int inQueue(ThreadPoolExecutor pool, int cell, int enough) {
    int count = 0;
    Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Runnable task : pool.getQueue()) {
      if (!isPeriodic(task)) {
        if (isOf(task, cell)) {
          count++;
        } else if (!(task instanceof Owned) && counted.add(task)) {
          count += RawTasks.waiting(task, cell);
        }
      }
      if (count >= enough) {
        return count;
      }
    }
    return count;
  }

  private static int inDeques(ForkJoinPool pool, int cell, int enough)
      throws ReflectiveOperationException {
    if (!pool.hasQueuedSubmissions() && pool.getQueuedTaskCount() == 0) {
      return 0;
    }
    int count = 0;
    for (Object deque : elements(ForkJoinPool.class, "queues", pool)) {
      for (Object task : deque == null ? NO_ELEMENTS : elements(deque.getClass(), "array", deque)) {
        if (task != null && isOf(task, cell) && ++count >= enough) {
          return count;
        }
      }
    }
    return count;
  }

  private static int inTimer(Object thread, int cell, int enough)
      throws ReflectiveOperationException {
    Object queue = read(thread.getClass(), "queue", thread);
    if (queue == null) {
      return 0;
    }
    int count = 0;
    synchronized (queue) { // as the timer does
      for (Object task : elements(queue.getClass(), "queue", queue)) {
        if (task instanceof Owned owned
            && owned.interleaveCell() == cell
            && Long.valueOf(0).equals(read(TimerTask.class, "period", task))
            && Integer.valueOf(TIMER_SCHEDULED).equals(read(TimerTask.class, "state", task))
            && ++count >= enough) {
          return count;
        }
      }
    }
    return count;
  }

  private static boolean isOf(Object task, int cell) {
    return task instanceof Owned owned
        && owned.interleaveCell() == cell
        && !(task instanceof Future<?> future && future.isDone());
  }

  private static boolean isPeriodic(Runnable task) {
    return task instanceof RunnableScheduledFuture<?> scheduled && scheduled.isPeriodic();
  }

  private static @Nullable Object[] elements(Class<?> type, String field, Object object)
      throws ReflectiveOperationException {
    return read(type, field, object) instanceof Object[] array ? array : NO_ELEMENTS;
  }

  private static @Nullable Object read(Class<?> type, String field, Object object)
      throws ReflectiveOperationException {
    Field found = type.getDeclaredField(field);
    found.setAccessible(true);
    return found.get(object);
  }
}
