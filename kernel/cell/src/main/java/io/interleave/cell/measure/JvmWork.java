package io.interleave.cell.measure;

import java.lang.management.CompilationMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the JVM itself did so far.
 *
 * @param gcMillis elapsed time of garbage collections
 * @param jitMillis time of the just-in-time compilers, summed over their threads
 */
public record JvmWork(long gcMillis, long jitMillis) {

  /** The counters now. */
  public static JvmWork now() {
    long gc = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      gc += Math.max(0, bean.getCollectionTime());
    }
    CompilationMXBean jit = ManagementFactory.getCompilationMXBean();
    boolean known = jit != null && jit.isCompilationTimeMonitoringSupported();
    return new JvmWork(gc, known ? jit.getTotalCompilationTime() : 0);
  }
}
