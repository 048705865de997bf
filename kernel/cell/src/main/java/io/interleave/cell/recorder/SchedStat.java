package io.interleave.cell.recorder;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What Linux knows of a thread: CPU time and the time it was ready and had no core. See "Scheduler
 * Statistics" in the kernel's documentation.
 *
 * @param cpuNanos negative when not measurable
 * @param readyNanos negative when not measurable
 */
record SchedStat(long cpuNanos, long readyNanos) {
  static final SchedStat UNKNOWN = new SchedStat(-1, -1);
  static final SchedStat ZERO = new SchedStat(0, 0);

  private static final String OWN = "/proc/thread-self/schedstat";
  private static final boolean THERE = Files.isReadable(Path.of(OWN));

  /** Of the calling platform thread. */
  static SchedStat own() {
    return THERE ? read(OWN) : UNKNOWN;
  }

  /** Of a thread of this process by its number in the system. */
  static SchedStat of(String task) {
    return THERE ? read("/proc/self/task/" + task + "/schedstat") : UNKNOWN;
  }

  /** The number that the system gave the calling platform thread; null when there is none. */
  static @Nullable String ownTask() {
    if (!THERE) {
      return null;
    }
    try {
      return Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName().toString();
    } catch (IOException e) {
      return null;
    }
  }

  private static SchedStat read(String file) {
    byte[] bytes = new byte[64];
    int length;
    try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
      length = in.read(bytes);
    } catch (IOException e) {
      return UNKNOWN;
    }
    return parse(new String(bytes, 0, Math.max(0, length), StandardCharsets.US_ASCII));
  }

  static SchedStat parse(String text) {
    String[] fields = text.strip().split(" ");
    if (fields.length < 2) {
      return UNKNOWN;
    }
    try {
      return new SchedStat(Long.parseLong(fields[0]), Long.parseLong(fields[1]));
    } catch (NumberFormatException e) {
      return UNKNOWN;
    }
  }

  /** What was added since an earlier reading. */
  SchedStat since(SchedStat earlier) {
    return new SchedStat(
        difference(cpuNanos, earlier.cpuNanos), difference(readyNanos, earlier.readyNanos));
  }

  /** Both together. */
  SchedStat plus(SchedStat other) {
    return new SchedStat(sum(cpuNanos, other.cpuNanos), sum(readyNanos, other.readyNanos));
  }

  private static long sum(long a, long b) {
    return a < 0 || b < 0 ? -1 : a + b;
  }

  private static long difference(long now, long earlier) {
    return now < 0 || earlier < 0 ? -1 : Math.max(0, now - earlier);
  }
}
