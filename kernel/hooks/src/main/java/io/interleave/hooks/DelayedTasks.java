package io.interleave.hooks;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Tasks that a fork-join pool runs once after a delay (from JDK 25 on). The pool keeps them in
 * local variables, where nobody else can count them.
 */
public final class DelayedTasks {
  private static final Object GUARD = new Object();
  private static List<WeakReference<Future<?>>> tasks = new ArrayList<>();
  private static int pruneAt = 64;

  private DelayedTasks() {}

  /** How many of them wait for the cell. */
  public static int waiting(int cell) {
    int count = 0;
    synchronized (GUARD) {
      for (WeakReference<Future<?>> reference : tasks) {
        Future<?> task = reference.get();
        if (task instanceof Owned owned && owned.interleaveCell() == cell && !task.isDone()) {
          count++;
        }
      }
    }
    return count;
  }

  static void add(Future<?> task) {
    synchronized (GUARD) {
      if (tasks.size() >= pruneAt) {
        List<WeakReference<Future<?>>> kept = new ArrayList<>();
        for (WeakReference<Future<?>> reference : tasks) {
          Future<?> old = reference.get();
          if (old != null && !old.isDone()) {
            kept.add(reference);
          }
        }
        tasks = kept;
        pruneAt = Math.max(64, 2 * kept.size());
      }
      tasks.add(new WeakReference<>(task));
    }
  }
}
