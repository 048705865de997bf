package io.interleave.hooks;

import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a live thread: who started it and which cell it works for now.
 *
 * <p>Only the thread itself changes what it works for; others read it. Stores are ordered but not
 * fenced, because they happen twice a task.
 */
public final class OwnedThread {
  private static final AtomicLongFieldUpdater<OwnedThread> WORK =
      AtomicLongFieldUpdater.newUpdater(OwnedThread.class, "work");
  private static final long ONE_TASK = 1L << 32;

  /** Stands for the pool of a thread that runs one task and ends. */
  static final Object ONE_TASK_ONLY = new Object();

  private final Thread thread;
  private final Kind kind;
  private final boolean virtual;
  private final int starter;
  private final long starterThreadId;
  private final long startNanos;

  /** The cell whose thread this is while it runs no task; 0 when nobody knows. */
  private volatile int home;

  /** Number of tasks on the stack (high half) and the cell worked for (low half). */
  private volatile long work;

  /** The cell of the outermost task on the stack. */
  private int outermost;

  /** What the next thread that this one starts is for: a pool, or {@link #ONE_TASK_ONLY}. */
  private @Nullable Object startsFor;

  /** Whether this thread is there to run one task. */
  private boolean forTask;

  /** The pool whose worker this is. */
  private volatile @Nullable Object pool;

  /** The cell for which a watch last saw the thread itself. */
  private int watched;

  /** Whether the thread itself is in a watch, which must not call it again. */
  private boolean inWatch;

  /** What a watch noted of the park that goes on; used by the thread itself. */
  private @Nullable Object park;

  /**
   * What a watch noted when the virtual thread left its carrier. One carrier writes it and another
   * reads it; between them the scheduler hands the thread over.
   */
  private @Nullable Object unmounted;

  /** What a thread is for. */
  public enum Kind {
    /** Runs user code. */
    USER,
    /** Runs the cells; the notebook knows when they end. */
    MAIN,
    /** Belongs to the JVM or to this kernel. */
    INTERNAL
  }

  OwnedThread(Thread thread, Kind kind, int starter, long starterThreadId, long startNanos) {
    this.thread = thread;
    this.kind = kind;
    this.virtual = isVirtual(thread);
    this.starter = starter;
    this.starterThreadId = starterThreadId;
    this.startNanos = startNanos;
    this.home = starter;
    this.work = starter;
  }

  /** The thread itself. */
  public Thread thread() {
    return thread;
  }

  /** What the thread is for. */
  public Kind kind() {
    return kind;
  }

  /** The cell that started the thread; 0 when it was not seen to start. */
  public int starter() {
    return starter;
  }

  /** The id of the thread that started it; 0 when unknown. */
  public long starterThreadId() {
    return starterThreadId;
  }

  /** {@code System.nanoTime} when it was started, or when it was first seen. */
  public long startNanos() {
    return startNanos;
  }

  /** The cell whose thread this is while it runs no task; 0 when nobody knows. */
  public int home() {
    return home;
  }

  /** The cell it works for now; 0 when nobody knows. */
  public int cell() {
    return (int) work;
  }

  /** Whether it is a virtual thread. */
  public boolean isVirtual() {
    return virtual;
  }

  /** Whether it runs a task that somebody submitted. */
  public boolean inTask() {
    return work >= ONE_TASK;
  }

  /** Whether it is there to run one task that somebody submitted, and ends with it. */
  public boolean isForTask() {
    return forTask;
  }

  /** The pool whose worker this is, if it is one. */
  public @Nullable Object pool() {
    return pool;
  }

  /** Whether the cell is one of those that this thread works for now. */
  public boolean worksFor(int wanted) {
    if (kind == Kind.INTERNAL) {
      return false;
    }
    if (inTask()) {
      return cell() == wanted || outermost == wanted || pool == null && home == wanted;
    }
    return pool == null && (cell() == wanted || home == wanted);
  }

  /** The calling thread, which is this one, enters a watch; false when it is in one already. */
  public boolean enterWatch() {
    if (inWatch) {
      return false;
    }
    inWatch = true;
    return true;
  }

  /** Ends what {@link #enterWatch} began. */
  public void leaveWatch() {
    inWatch = false;
  }

  void park(@Nullable Object pause) {
    park = pause;
  }

  @Nullable Object takePark() {
    Object pause = park;
    park = null;
    return pause;
  }

  void leaveCarrier(@Nullable Object pause) {
    unmounted = pause;
  }

  @Nullable Object takeUnmounted() {
    Object pause = unmounted;
    unmounted = null;
    return pause;
  }

  /** The calling thread, which is this one, works for another cell; the result undoes it. */
  public long enter(int cell) {
    long before = work;
    WORK.lazySet(this, before & ~0xFFFF_FFFFL | cell);
    return before;
  }

  /** The calling thread, which is this one, runs a task; the result undoes it. */
  public long beginTask(int cell) {
    long before = work;
    if (before < ONE_TASK) {
      outermost = cell;
    }
    WORK.lazySet(this, (before & ~0xFFFF_FFFFL) + ONE_TASK | cell);
    if (watched != cell) {
      watched = cell;
      Ownership.works(this, cell);
    }
    return before;
  }

  /** Goes back to what {@link #enter} or {@link #beginTask} found. */
  public void leave(long before) {
    boolean taskEnds = work >= ONE_TASK && before < ONE_TASK;
    WORK.lazySet(this, before);
    if (taskEnds) {
      Changes.happened();
    }
  }

  /** The calling thread, which is this one, is about to start a thread for a pool. */
  void startsFor(Object what) {
    startsFor = what;
  }

  /** Takes over from the starter what this thread is for. */
  void purpose(@Nullable OwnedThread by) {
    Object purpose = by == null ? null : by.startsFor;
    if (by != null && purpose != null) {
      by.startsFor = null;
      if (purpose == ONE_TASK_ONLY) {
        forTask = true;
      } else {
        pool = purpose;
      }
    }
  }

  void starts() {
    Ownership.works(this, starter);
  }

  void endTasks() {
    if (inTask()) {
      WORK.lazySet(this, home);
      Changes.happened();
    }
  }

  /** Called by any thread; a task that runs meanwhile keeps its own cell. */
  void bind(int cell) {
    home = cell;
    long now = work;
    if (now < ONE_TASK) {
      WORK.compareAndSet(this, now, cell);
    }
  }

  /** The calling thread, which is this one, turns to a cell and leaves all tasks behind. */
  void turnTo(int cell) {
    home = cell;
    work = cell;
  }

  void pool(Object newPool) {
    pool = newPool;
  }

  private static boolean isVirtual(Thread thread) {
    Class<?> type = thread.getClass();
    return type != Thread.class
        && (type.getName().equals("java.lang.VirtualThread")
            || type.getName().equals("java.lang.ThreadBuilders$BoundVirtualThread"));
  }
}
