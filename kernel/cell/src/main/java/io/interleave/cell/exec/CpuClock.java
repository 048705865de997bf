package io.interleave.cell.exec;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** CPU time of threads. Loading the management classes takes tens of milliseconds: do it early. */
public final class CpuClock {
  private static final class Holder {
    static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
    static final boolean WORKS = BEAN.isCurrentThreadCpuTimeSupported();
  }

  private CpuClock() {}

  /** Nanoseconds of CPU time that the calling thread used; -1 where the JVM cannot tell. */
  public static long currentThreadNanos() {
    return Holder.WORKS ? Holder.BEAN.getCurrentThreadCpuTime() : -1;
  }
}
