package io.interleave.front.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Figures of this process, its children and the machine from {@code /proc}; zeros and empty maps
 * where there is none.
 */
final class ProcFigures {
  private static final int USER_TICKS = 11;
  private static final int SYSTEM_TICKS = 12;

  private final Path proc;

  /**
   * @param proc {@code /proc}
   */
  ProcFigures(Path proc) {
    this.proc = proc;
  }

  /** Busy and all ticks of all processors since the start of the machine. */
  record HostCpu(long busy, long total) {}

  String hostname() {
    String name = read("sys/kernel/hostname").strip();
    return name.isEmpty() ? System.getenv().getOrDefault("HOSTNAME", "localhost") : name;
  }

  /** The unit of {@link #cpuTicks}; Linux shows 100 a second to programs on every machine. */
  int ticksPerSecond() {
    return 100;
  }

  /** User and system time of this process and its descendants. */
  long cpuTicks() {
    return processes().mapToLong(this::ticks).sum();
  }

  /** Proportional set size of this process and its descendants. */
  long memoryBytes() {
    return processes().mapToLong(pid -> kilobytes(read(pid + "/smaps_rollup"), "Pss:")).sum()
        * 1024;
  }

  private static Stream<Long> processes() {
    ProcessHandle self = ProcessHandle.current();
    return Stream.concat(Stream.of(self), self.descendants()).map(ProcessHandle::pid);
  }

  private long ticks(long pid) {
    String stat = read(pid + "/stat");
    // The name in parentheses may hold blanks; the fields behind it do not.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ");
    return fields.length > SYSTEM_TICKS
        ? Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])
        : 0;
  }

  HostCpu hostCpu() {
    String[] fields = read("stat").lines().findFirst().orElse("").split(" +");
    long total = 0;
    long idle = 0;
    for (int i = 1; i < Math.min(fields.length, 9); i++) {
      long ticks = Long.parseLong(fields[i]);
      total += ticks;
      idle += i == 4 || i == 5 ? ticks : 0;
    }
    return new HostCpu(total - idle, total);
  }

  /** Bytes by the names that resource monitors use, and the percentage in use. */
  Map<String, Number> hostMemory() {
    String info = read("meminfo");
    long total = kilobytes(info, "MemTotal:") * 1024;
    Map<String, Number> memory = new LinkedHashMap<>();
    if (total > 0) {
      long available = kilobytes(info, "MemAvailable:") * 1024;
      memory.put("total", total);
      memory.put("available", available);
      memory.put("percent", Math.round((total - available) * 1000.0 / total) / 10.0);
      memory.put("used", total - available);
      memory.put("free", kilobytes(info, "MemFree:") * 1024);
      memory.put("active", kilobytes(info, "Active:") * 1024);
      memory.put("inactive", kilobytes(info, "Inactive:") * 1024);
      memory.put("wired", kilobytes(info, "Unevictable:") * 1024);
    }
    return memory;
  }

  private static long kilobytes(String text, String name) {
    List<String> lines = text.lines().filter(line -> line.startsWith(name)).toList();
    return lines.isEmpty() ? 0 : Long.parseLong(lines.get(0).replaceAll("\\D+", ""));
  }

  private String read(String name) {
    try {
      return Files.readString(proc.resolve(name), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
