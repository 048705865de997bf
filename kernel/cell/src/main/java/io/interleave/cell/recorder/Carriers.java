package io.interleave.cell.recorder;

import io.interleave.hooks.OwnedThread;
import io.interleave.hooks.Ownership;

/** The threads that virtual threads run on (JEP 444); their CPU time is that of user code. */
final class Carriers {
  private static final String CLASS = "jdk.internal.misc.CarrierThread";

  private Carriers() {}

  /** CPU time of all that live; negative ones count as none. */
  static long cpuNanos() {
    long[] sum = new long[1];
    Ownership.forEach(
        owned -> {
          if (isCarrier(owned)) {
            sum[0] += Math.max(0, CpuTimes.THREADS.getThreadCpuTime(owned.thread().getId()));
          }
        });
    return sum[0];
  }

  private static boolean isCarrier(OwnedThread owned) {
    return owned.kind() == OwnedThread.Kind.INTERNAL
        && owned.thread().getClass().getName().equals(CLASS);
  }
}
