package io.interleave.front.compare;

/**
 * One measured run of some code.
 *
 * @param wallNanos from the first to the last instruction of the code, without compiling
 * @param cpuNanos CPU time of all its threads, or -1 when it could not be measured
 * @param readyNanos for how long they wanted a core and had none, or -1 when the system does not
 *     tell
 * @param threads how many threads worked for it, its own included
 * @param lines how many lines it printed, or -1 when nobody counted, as with programs and sections
 */
public record Run(long wallNanos, long cpuNanos, long readyNanos, int threads, long lines) {

  /** A run of which nobody knows whether it had the cores it wanted. */
  public Run(long wallNanos, long cpuNanos, int threads, long lines) {
    this(wallNanos, cpuNanos, -1, threads, lines);
  }
}
