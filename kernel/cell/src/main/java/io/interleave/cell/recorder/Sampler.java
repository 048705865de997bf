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
import org.jspecify.annotations.Nullable;

/** Looks at what live threads do at one moment. */
final class Sampler {
  private static final int MOST_THREADS = 1_000;
  private static final int DEPTH = 40;
  private static final String CELL_FILES = "cell ";

  private final int cell;

  /**
   * @param cell whose threads; 0 for those of all cells
   */
  Sampler(int cell) {
    this.cell = cell;
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
    for (OwnedThread owned : wanted) {
      ThreadInfo info = infos.get(owned.thread().getId());
      samples.add(info == null ? virtual(owned) : platform(owned, info, deadlocked));
    }
    return new Event.ThreadsSampled(id, nanos, samples);
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
    LockWait wait =
        lock == null
            ? null
            : new LockWait(
                lock.getClassName(),
                lock.getIdentityHashCode(),
                Math.max(0, info.getLockOwnerId()),
                atUserLine(stack));
    return new ThreadSample(
        info.getThreadId(),
        info.getThreadName(),
        owned.cell(),
        info.getThreadState().name(),
        wait,
        stack.length == 0 ? null : trace(stack[0]),
        user(stack),
        sleeps(stack),
        deadlocked.contains(info.getThreadId()));
  }

  private static ThreadSample virtual(OwnedThread owned) {
    Thread thread = owned.thread();
    StackTraceElement[] stack = thread.getStackTrace();
    return new ThreadSample(
        thread.getId(),
        thread.getName(),
        owned.cell(),
        thread.getState().name(),
        null,
        stack.length == 0 ? null : trace(stack[0]),
        user(stack),
        sleeps(stack),
        false);
  }

  private static boolean atUserLine(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      if (isUser(frame)) {
        return true;
      }
      String type = frame.getClassName();
      boolean parks = type.startsWith("java.util.concurrent.locks.") || type.endsWith(".Unsafe");
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
