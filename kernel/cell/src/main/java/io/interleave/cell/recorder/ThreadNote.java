package io.interleave.cell.recorder;

import io.interleave.hooks.OwnedThread;
import io.interleave.wire.ThreadFacts;
import io.interleave.wire.ThreadFacts.Fate;
import io.interleave.wire.ThreadFacts.Kind;
import java.lang.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;

/**
 * One thread during one cell. Written by the thread that starts it and by itself; read by the
 * recorder's thread.
 */
final class ThreadNote {
  private final long id;
  private final long starterId;
  private final long startNanos;
  private final Kind kind;
  private volatile SchedStat base = SchedStat.ZERO;
  private volatile SchedStat done = SchedStat.ZERO;
  private volatile boolean paused;
  private volatile @Nullable String task;

  /** The thread, or what was known when it ended: a virtual thread keeps its stack alive. */
  private volatile Object state; // OwnedThread, then Ending

  /** What was known when the thread ended. */
  private record Ending(long nanos, String name, Kind kind, SchedStat stat) {}

  ThreadNote(OwnedThread owned, long startNanos) {
    this.state = owned;
    this.id = owned.thread().getId();
    this.starterId = owned.starterThreadId();
    this.startNanos = startNanos;
    this.kind = ThreadKinds.of(owned);
  }

  /** The calling thread, which is this one, begins to work for the cell. */
  void begins() {
    if (kind != Kind.VIRTUAL) {
      base = SchedStat.own();
      paused = false;
      isHere();
    }
  }

  /** The calling thread, which is this one, does not work for the cell until it begins again. */
  void pauses() {
    done = done.plus(SchedStat.own().since(base));
    paused = true;
  }

  /** The calling thread, which was just started for the cell, is this one. */
  void isHere() {
    if (kind != Kind.VIRTUAL && task == null) {
      task = SchedStat.ownTask();
    }
  }

  /** Whether the thread lives and its number in the system is not known. */
  boolean lacksTask() {
    return kind != Kind.VIRTUAL && task == null && state instanceof OwnedThread;
  }

  /** Looks the number of the thread in the system up. */
  void findTask(SystemTasks tasks) {
    if (state instanceof OwnedThread owned) {
      task = tasks.find(owned.thread().getName(), CpuTimes.THREADS.getThreadCpuTime(id));
    }
  }

  /** The calling thread, which is this one, ends. */
  void ends() {
    if (state instanceof OwnedThread owned) {
      SchedStat stat = SchedStat.UNKNOWN;
      if (kind != Kind.VIRTUAL && Thread.currentThread() == owned.thread()) {
        stat = SchedStat.own();
        if (stat.cpuNanos() < 0) {
          stat = new SchedStat(CpuTimes.ofCaller(), -1);
        }
      }
      end(owned, stat);
    }
  }

  private void end(OwnedThread owned, SchedStat stat) {
    state = new Ending(System.nanoTime(), owned.thread().getName(), kind(owned), stat);
  }

  boolean isVirtual() {
    return kind == Kind.VIRTUAL;
  }

  /** Whether the thread has ended; a thread whose end was missed counts from when that is seen. */
  boolean hasEnded() {
    if (state instanceof OwnedThread owned
        && owned.thread().getState() == Thread.State.TERMINATED) {
      end(owned, SchedStat.UNKNOWN);
    }
    return state instanceof Ending;
  }

  /** Whether the thread lives and the cell's end does not wait for it: the worker of a pool. */
  boolean isIdle(int cell) {
    return state instanceof OwnedThread owned
        && kind(owned) == Kind.POOL
        && !(owned.inTask() && owned.cell() == cell);
  }

  /** A thread becomes a pool's when it has begun to work for it. */
  private Kind kind(OwnedThread owned) {
    boolean platform = kind == Kind.PLATFORM || kind == Kind.DAEMON;
    return platform && owned.pool() != null ? Kind.POOL : kind;
  }

  long startNanos() {
    return startNanos;
  }

  long endNanos() {
    return state instanceof Ending end ? end.nanos() : Long.MIN_VALUE;
  }

  /**
   * What is known now.
   *
   * @param stopNanos when the user stopped the cell, if he did
   */
  ThreadFacts facts(ThreadMXBean bean, @Nullable Long stopNanos) {
    Object now = state;
    if (now instanceof OwnedThread owned) {
      return facts(owned.thread().getName(), kind(owned), 0, used(bean), Fate.ALIVE);
    }
    Ending end = (Ending) now;
    boolean stopped = stopNanos != null && end.nanos() - stopNanos >= 0;
    return facts(
        end.name(),
        end.kind(),
        end.nanos(),
        end.stat().since(base),
        stopped ? Fate.ENDED_BY_STOP : Fate.ENDED);
  }

  private ThreadFacts facts(String name, Kind is, long endNanos, SchedStat used, Fate fate) {
    return new ThreadFacts(
        id, name, is, starterId, startNanos, endNanos, used.cpuNanos(), used.readyNanos(), fate);
  }

  /** CPU time for the cell so far; negative when not measurable. */
  long cpuNanos(ThreadMXBean bean) {
    return usedUntilNow(bean).cpuNanos();
  }

  /** Time for the cell so far that it wanted a core and had none; negative when unknown. */
  long readyNanos(ThreadMXBean bean) {
    return usedUntilNow(bean).readyNanos();
  }

  private SchedStat usedUntilNow(ThreadMXBean bean) {
    return state instanceof Ending end ? end.stat().since(base) : used(bean);
  }

  private SchedStat used(ThreadMXBean bean) {
    if (kind == Kind.VIRTUAL) {
      return SchedStat.UNKNOWN;
    }
    return paused ? done : done.plus(now(bean).since(base));
  }

  private SchedStat now(ThreadMXBean bean) {
    String number = task;
    SchedStat stat = number == null ? SchedStat.UNKNOWN : SchedStat.of(number);
    if (stat.cpuNanos() >= 0) {
      return stat;
    }
    return new SchedStat(bean.isThreadCpuTimeSupported() ? bean.getThreadCpuTime(id) : -1, -1);
  }
}
