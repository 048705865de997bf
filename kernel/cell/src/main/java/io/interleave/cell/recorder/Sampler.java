package io.interleave.cell.recorder;

import io.interleave.hooks.OwnedThread;
import io.interleave.hooks.Ownership;
import io.interleave.wire.Event;
import io.interleave.wire.Event.Trace;
import io.interleave.wire.ThreadSample;
import io.interleave.wire.ThreadSample.LockWait;
import java.lang.management.LockInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Looks at what live threads do at one moment. */
final class Sampler {
  private static final int MOST_THREADS = 1_000;
  private static final int DEPTH = 40;
  private static final String CELL_FILES = "cell ";

  private final int cell;
  private final VirtualDeadlocks virtualDeadlocks;

  /**
   * @param cell whose threads; 0 for those of all cells
   * @param virtualDeadlocks remembers the samples before
   */
  Sampler(int cell, VirtualDeadlocks virtualDeadlocks) {
    this.cell = cell;
    this.virtualDeadlocks = virtualDeadlocks;
  }

  Event.ThreadsSampled sample(long id) {
    List<OwnedThread> wanted = new ArrayList<>();
    Ownership.forEach(
        owned -> {
          boolean ours = cell == 0 || owned.worksFor(cell);
          if (ours && owned.kind() != OwnedThread.Kind.INTERNAL && wanted.size() < MOST_THREADS) {
            wanted.add(owned);
          }
        });
    ThreadMXBean bean = CpuTimes.THREADS;
    long[] stuck = bean.findDeadlockedThreads();
    Set<Long> deadlocked = new HashSet<>();
    if (stuck != null) {
      for (long thread : stuck) {
        deadlocked.add(thread);
      }
    }
    Map<Long, ThreadInfo> infos = infos(bean, wanted);
    long nanos = System.nanoTime();
    List<ThreadSample> samples = new ArrayList<>();
    Map<Long, Thread> threads = new HashMap<>();
    for (OwnedThread owned : wanted) {
      threads.put(owned.thread().getId(), owned.thread());
      ThreadInfo info = infos.get(owned.thread().getId());
      samples.add(info == null ? virtual(owned) : platform(owned, info, deadlocked));
    }
    return new Event.ThreadsSampled(id, nanos, virtualDeadlocks.mark(samples, threads));
  }

  private static Map<Long, ThreadInfo> infos(ThreadMXBean bean, List<OwnedThread> wanted) {
    long[] ids =
        wanted.stream()
            .map(OwnedThread::thread)
            .filter(t -> !ThreadKinds.isVirtual(t))
            .mapToLong(Thread::getId)
            .toArray();
    Map<Long, ThreadInfo> infos = new HashMap<>();
    for (ThreadInfo info : bean.getThreadInfo(ids, DEPTH)) {
      if (info != null) {
        infos.put(info.getThreadId(), info);
      }
    }
    return infos;
  }

  private static ThreadSample platform(OwnedThread owned, ThreadInfo info, Set<Long> deadlocked) {
    StackTraceElement[] stack = info.getStackTrace();
    LockInfo lock = info.getLockInfo();
    LockWait wait = null;
    Thread.State state = info.getThreadState();
    if (lock != null) {
      long owner = Math.max(0, info.getLockOwnerId());
      wait =
          new LockWait(lock.getClassName(), lock.getIdentityHashCode(), owner, atUserLine(stack));
    } else if (state == Thread.State.RUNNABLE
        && owned.thread().getState() == Thread.State.BLOCKED) {
      // That is what the JVM says of a thread that a virtual one keeps out of a monitor.
      state = Thread.State.BLOCKED;
      wait = monitor(owned.thread(), stack);
    }
    return new ThreadSample(
        info.getThreadId(),
        info.getThreadName(),
        owned.cell(),
        state.name(),
        wait,
        stack.length == 0 ? null : trace(stack[0]),
        user(stack),
        sleeps(stack),
        deadlocked.contains(info.getThreadId()));
  }

  private static ThreadSample virtual(OwnedThread owned) {
    Thread thread = owned.thread();
    StackTraceElement[] stack = thread.getStackTrace();
    Thread.State state = thread.getState();
    LockWait wait = state == Thread.State.BLOCKED ? monitor(thread, stack) : null;
    if (LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer lock) {
      Thread owner = LockOwners.of(lock);
      wait =
          new LockWait(
              lock.getClass().getName(),
              System.identityHashCode(lock),
              owner == null ? 0 : owner.getId(),
              atUserLine(stack));
    }
    return new ThreadSample(
        thread.getId(),
        thread.getName(),
        owned.cell(),
        state.name(),
        wait,
        stack.length == 0 ? null : trace(stack[0]),
        user(stack),
        sleeps(stack),
        false);
  }

  /** The monitor that a blocked thread wants, where the JDK says it of virtual threads. */
  private static @Nullable LockWait monitor(Thread thread, StackTraceElement[] stack) {
    ThreadSnapshots.Monitors monitors = ThreadSnapshots.of(thread);
    Object wants = monitors == null ? null : monitors.wants();
    return wants == null
        ? null
        : new LockWait(
            wants.getClass().getName(), System.identityHashCode(wants), 0, atUserLine(stack));
  }

  static boolean atUserLine(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (isUser(frame)) {
        return true;
      }
      String type = frame.getClassName();
      boolean parks =
          type.startsWith("java.util.concurrent.locks.")
              || type.endsWith(".Unsafe")
              || type.startsWith("java.lang.VirtualThread")
              || type.startsWith("java.lang.System$")
              || type.startsWith("jdk.internal.");
      if (!parks) {
        return false;
      }
    }
    return false;
  }

  private static @Nullable Trace user(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (isUser(frame)) {
        return trace(frame);
      }
    }
    return null;
  }

  private static boolean sleeps(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String type = frame.getClassName();
      if (type.equals("java.lang.Thread") && frame.getMethodName().startsWith("sleep")) {
        return true;
      }
      if (!type.startsWith("java.lang.") && !type.startsWith("jdk.internal.")) {
        return false;
      }
    }
    return false;
  }

  private static boolean isUser(StackTraceElement frame) {
    String file = frame.getFileName();
    return file != null && file.startsWith(CELL_FILES);
  }

  private static Trace trace(StackTraceElement frame) {
    return new Trace(
        frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
  }
}
