package io.interleave.cell.recorder;

import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.lang.management.ThreadMXBean;

/**
 * The JVM's own clocks of CPU time; loading them takes tens of milliseconds, so it is done early.
 */
final class CpuTimes {
  static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM = ManagementFactory.getOperatingSystemMXBean();

  private CpuTimes() {}

  /** Nanoseconds of CPU time of the calling thread; negative when not measurable. */
  static long ofCaller() {
    return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : -1;
  }

  /** Nanoseconds of CPU time of the process; negative when not measurable. */
  static long ofProcess() {
    return SYSTEM instanceof com.sun.management.OperatingSystemMXBean process
        ? process.getProcessCpuTime()
        : -1;
  }
}
