package io.interleave.front.report;

import io.interleave.front.engine.Cell;

/** Hears what each cell took, whether it had threads or not. */
@FunctionalInterface
public interface Totals {
  /**
   * A cell is over.
   *
   * @param wallNanos from the begin of its code to the end of its work
   * @param cpuNanos of all its threads; negative when not measurable
   * @param threads that worked for it, its own included
   * @param lines that it printed
   */
  void ran(Cell cell, long wallNanos, long cpuNanos, int threads, long lines);
}
