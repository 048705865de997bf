package io.interleave.cell.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much of the machine other processes took between two moments, from Linux's {@code /proc/stat}
 * (proc(5)); elsewhere it is not known.
 *
 * @param totalTicks all processors, idle time included
 * @param busyTicks all processors, time stolen by other virtual machines included
 * @param ownTicks this process
 */
public record MachineLoad(long totalTicks, long busyTicks, long ownTicks) {
  private static final MachineLoad UNKNOWN = new MachineLoad(0, 0, 0);
  private static final int IDLE = 3;
  private static final int IO_WAIT = 4;
  private static final int STEAL = 7;

  /** The counters now. */
  public static MachineLoad now() {
    try {
      String machine = Files.readString(Path.of("/proc/stat"));
      String self = Files.readString(Path.of("/proc/self/stat"));
      return parse(machine, self);
    } catch (IOException | RuntimeException e) {
      return UNKNOWN; // not Linux, or a container that hides /proc
    }
  }

  static MachineLoad parse(String machine, String self) {
    String[] cpu = machine.lines().findFirst().orElse("").trim().split("\\s+");
    long total = 0;
    long idle = 0;
    for (int i = 0; i <= STEAL; i++) {
      long ticks = Long.parseLong(cpu[i + 1]);
      total += ticks;
      if (i == IDLE || i == IO_WAIT) {
        idle += ticks;
      }
    }
    // The name in parentheses may hold blanks; utime and stime are the 12th and 13th after it.
    String[] own = self.substring(self.lastIndexOf(')') + 2).split(" ");
    return new MachineLoad(total, total - idle, Long.parseLong(own[11]) + Long.parseLong(own[12]));
  }

  /** The share of the machine that others took since an earlier moment, 0 to 1; NaN if unknown. */
  public double othersSince(MachineLoad earlier) {
    return othersSince(earlier, 0);
  }

  /** The same, with the ticks that child processes used counted as our own. */
  double othersSince(MachineLoad earlier, long childTicks) {
    long total = totalTicks - earlier.totalTicks;
    if (total <= 0) {
      return Double.NaN;
    }
    long own = ownTicks - earlier.ownTicks + childTicks;
    long others = busyTicks - earlier.busyTicks - own;
    return Math.min(1, Math.max(0, others / (double) total));
  }

  /** The load average of the last minute, negative when unknown. */
  static double loadAverage() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
