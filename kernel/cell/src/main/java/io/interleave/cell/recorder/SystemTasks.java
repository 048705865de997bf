package io.interleave.cell.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the system's number of a thread that has not told it itself. HotSpot gives the system the
 * first 15 bytes of a thread's name; of several threads of that name it is the one with the same
 * CPU time.
 */
final class SystemTasks {
  private static final Path TASKS = Path.of("/proc/self/task");
  private static final int NAME_BYTES = 15;
  private static final long SAME_CPU_NANOS = 1_000_000;

  private final Map<String, List<String>> byName = new HashMap<>();

  SystemTasks() {
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
      for (Path task : tasks) {
        byName
            .computeIfAbsent(name(task), k -> new ArrayList<>())
            .add(task.getFileName().toString());
      }
    } catch (IOException e) {
      byName.clear(); // no Linux, or the folder went away: nothing is found
    }
  }

  private static String name(Path task) {
    try {
      byte[] bytes = Files.readAllBytes(task.resolve("comm"));
      return new String(bytes, StandardCharsets.ISO_8859_1).stripTrailing();
    } catch (IOException e) {
      return ""; // it ended meanwhile
    }
  }

  /** Null when none or more than one could be it. */
  @Nullable String find(String threadName, long cpuNanos) {
    byte[] bytes = threadName.getBytes(StandardCharsets.UTF_8);
    String name =
        new String(bytes, 0, Math.min(NAME_BYTES, bytes.length), StandardCharsets.ISO_8859_1);
    List<String> named = byName.getOrDefault(name.stripTrailing(), List.of());
    if (named.size() == 1) {
      return named.get(0);
    }
    String found = null;
    for (String task : named) {
      if (Math.abs(SchedStat.of(task).cpuNanos() - cpuNanos) < SAME_CPU_NANOS) {
        if (found != null) {
          return null;
        }
        found = task;
      }
    }
    return found;
  }
}
