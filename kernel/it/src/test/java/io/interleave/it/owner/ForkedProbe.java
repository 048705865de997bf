package io.interleave.it.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.cell.agent.Agent;
import io.interleave.hooks.Ownership;
import io.interleave.wire.ClassPatches;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@link Probe} in another JVM, with the agent. */
final class ForkedProbe {
  private static final long LIMIT_SECONDS = 180;

  private ForkedProbe() {}

  /** Returns what the probe printed: the name of each check and what is wrong. */
  static Map<String, String> run(String patches, String... arguments) throws Exception {
    Path output = Files.createTempFile("probe", ".txt");
    try {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.add("-Xbootclasspath/a:" + place(Ownership.class));
      command.add("-javaagent:" + place(Agent.class) + (patches.isEmpty() ? "" : "=" + patches));
      command.add("-Xverify:all");
      command.add("-cp");
      command.add(
          String.join(
              File.pathSeparator,
              place(ClassPatches.class),
              place(Agent.class),
              place(Probe.class)));
      command.add(Probe.class.getName());
      command.addAll(List.of(arguments));
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("the probe ends; it printed%n%s", printed).isTrue();
      return results(printed);
    } finally {
      Files.delete(output);
    }
  }

  private static Map<String, String> results(String printed) {
    Map<String, String> results = new LinkedHashMap<>();
    for (String line : printed.split("\n", -1)) {
      int tab = line.indexOf('\t');
      if (tab >= 0) {
        results.put(line.substring(0, tab), line.substring(tab + 1));
      } else if (!line.isEmpty()) {
        results.put(line, "printed by the probe");
      }
    }
    return results;
  }

  /** The jar (an agent has to be one) that a class of this build lies in. */
  private static String place(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }
}
