package io.interleave.hooks;

/**
 * A task that remembers the cell it belongs to. The patched {@code FutureTask}, {@code
 * ForkJoinTask} and {@code TimerTask} are such; the field is transient and 0 until a cell is known.
 */
public interface Owned {
  /** The cell that submitted the task. */
  int interleaveCell();

  /** Gives the task to a cell. */
  void interleaveCell(int cell);
}
