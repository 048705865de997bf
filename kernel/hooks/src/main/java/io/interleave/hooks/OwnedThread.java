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

  private final Thread thread;
  private final Kind kind;
  private final int starter;
  private final long starterThreadId;
  private final long startNanos;

  /** The cell whose thread this is while it runs no task; 0 when nobody knows. */
  private volatile int home;

  /** Number of tasks on the stack (high half) and the cell worked for (low half). */
  private volatile long work;

  /** The cell of the outermost task on the stack. */
  private int outermost;

  /** The pool whose worker this is. */
  private volatile @Nullable Object pool;

  /** The cell for which a watch last saw the thread itself. */
  private int watched;

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

  /** Whether it runs a task that somebody submitted. */
  public boolean inTask() {
    return work >= ONE_TASK;
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

  void starts() {
    watched = starter;
    Ownership.works(this, starter);
  }

  void endTasks() {
    if (inTask()) {
      WORK.lazySet(this, home);
      Changes.happened();
    }
  }

  void bind(int cell) {
    home = cell;
    WORK.lazySet(this, work & ~0xFFFF_FFFFL | cell);
  }

  void pool(Object newPool) {
    pool = newPool;
  }
}
