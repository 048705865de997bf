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
  private final OwnedThread owned;
  private final long startNanos;
  private final Kind kind;
  private volatile SchedStat base = SchedStat.ZERO;
  private volatile SchedStat done = SchedStat.ZERO;
  private volatile boolean paused;
  private volatile @Nullable String task;
  private volatile @Nullable Ending ending;

  /** What was known when the thread ended. */
  private record Ending(long nanos, String name, SchedStat stat) {}

  ThreadNote(OwnedThread owned, long startNanos) {
    this.owned = owned;
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
    return kind != Kind.VIRTUAL && task == null && ending == null;
  }

  /** Looks the number of the thread in the system up. */
  void findTask(SystemTasks tasks) {
    long cpu = CpuTimes.THREADS.getThreadCpuTime(owned.thread().getId());
    task = tasks.find(owned.thread().getName(), cpu);
  }

  /** The calling thread, which is this one, ends. */
  void ends() {
    SchedStat stat = SchedStat.UNKNOWN;
    if (kind != Kind.VIRTUAL && Thread.currentThread() == owned.thread()) {
      stat = SchedStat.own();
      if (stat.cpuNanos() < 0) {
        stat = new SchedStat(CpuTimes.ofCaller(), -1);
      }
    }
    ending = new Ending(System.nanoTime(), owned.thread().getName(), stat);
  }

  boolean isVirtual() {
    return kind == Kind.VIRTUAL;
  }

  /** Whether the thread has ended; a thread whose end was missed counts from when that is seen. */
  boolean hasEnded() {
    if (ending == null && owned.thread().getState() == Thread.State.TERMINATED) {
      ending = new Ending(System.nanoTime(), owned.thread().getName(), SchedStat.UNKNOWN);
    }
    return ending != null;
  }

  /** Whether the thread lives and the cell's end does not wait for it: the worker of a pool. */
  boolean isIdle(int cell) {
    return kind() == Kind.POOL && !(owned.inTask() && owned.cell() == cell);
  }

  /** A thread becomes a pool's when it has begun to work for it. */
  private Kind kind() {
    boolean platform = kind == Kind.PLATFORM || kind == Kind.DAEMON;
    return platform && owned.pool() != null ? Kind.POOL : kind;
  }

  long startNanos() {
    return startNanos;
  }

  long endNanos() {
    Ending end = ending;
    return end == null ? Long.MIN_VALUE : end.nanos();
  }

  /**
   * What is known now.
   *
   * @param stopNanos when the user stopped the cell, if he did
   */
  ThreadFacts facts(ThreadMXBean bean, @Nullable Long stopNanos) {
    Ending end = ending;
    SchedStat used = end == null ? used(bean) : end.stat().since(base);
    Fate fate =
        end == null
            ? Fate.ALIVE
            : stopNanos != null && end.nanos() - stopNanos >= 0 ? Fate.ENDED_BY_STOP : Fate.ENDED;
    return new ThreadFacts(
        owned.thread().getId(),
        end == null ? owned.thread().getName() : end.name(),
        kind(),
        owned.starterThreadId(),
        startNanos,
        end == null ? 0 : end.nanos(),
        used.cpuNanos(),
        used.readyNanos(),
        fate);
  }

  /** CPU time for the cell so far; negative when not measurable. */
  long cpuNanos(ThreadMXBean bean) {
    Ending end = ending;
    return (end == null ? used(bean) : end.stat().since(base)).cpuNanos();
  }

  /** Time for the cell so far that it wanted a core and had none; negative when unknown. */
  long readyNanos(ThreadMXBean bean) {
    Ending end = ending;
    return (end == null ? used(bean) : end.stat().since(base)).readyNanos();
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
    return new SchedStat(
        bean.isThreadCpuTimeSupported() ? bean.getThreadCpuTime(owned.thread().getId()) : -1, -1);
  }
}
