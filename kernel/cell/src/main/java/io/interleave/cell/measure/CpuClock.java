package io.interleave.cell.measure;

/** Counts the CPU time of user code. */
@FunctionalInterface
public interface CpuClock {
  /**
   * CPU time of all threads of user code so far, those that ended included, in nanoseconds; the
   * JVM's own threads (compilers, garbage collection) are not in it. Negative when unknown.
   */
  long nanos();
}
