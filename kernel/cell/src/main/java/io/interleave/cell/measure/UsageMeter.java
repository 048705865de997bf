package io.interleave.cell.measure;

/** Counts what user code used so far. */
@FunctionalInterface
public interface UsageMeter {
  /**
   * CPU time of all threads of user code, those that ended included, in nanoseconds; the JVM's own
   * threads (compilers, garbage collection) are not in it. Negative when unknown.
   */
  long cpuNanos();

  /**
   * For how long all threads of user code, as far as the system tells, wanted a core and had none;
   * in nanoseconds, negative when unknown.
   */
  default long readyNanos() {
    return -1;
  }

  /** The clock that wall times are taken from, in nanoseconds since some moment. */
  default long nanos() {
    return System.nanoTime();
  }

  /** CPU time of the calling thread in nanoseconds; negative when unknown. */
  default long callerCpuNanos() {
    return -1;
  }

  /** How many threads worked for the cell beside its own, those that ended included. */
  default int threadsSoFar() {
    return 0;
  }
}
