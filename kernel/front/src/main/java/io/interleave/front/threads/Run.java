package io.interleave.front.threads;

import java.util.OptionalLong;

/**
 * One run of a cell.
 *
 * @param title such as {@code cell 7}
 * @param bodyNanos when the cell's own code came back, since it began; less than the wall time when
 *     threads went on
 * @param wallNanos from the beginning of the cell's code to the end of its work, or until now
 * @param cpuNanos CPU time of all its threads; empty when not measurable
 * @param machine where it ran
 * @param running whether the cell still runs, so that all figures are of now
 */
public record Run(
    String title,
    long bodyNanos,
    long wallNanos,
    OptionalLong cpuNanos,
    Machine machine,
    boolean running) {

  /**
   * @param processors what the cell JVM may use
   * @param java such as {@code 17.0.15}
   */
  public record Machine(int processors, String java) {}
}
