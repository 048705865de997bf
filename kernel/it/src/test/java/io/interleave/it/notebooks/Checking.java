package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One call of {@code check}, with the Java that runs the tests.
 *
 * @param out what it printed
 */
record Checking(int status, List<String> out, String junit) {
  private static final Path JAR =
      Path.of("..", "front", "target", "interleave.jar").toAbsolutePath().normalize();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /**
   * Checks a notebook or a folder.
   *
   * @param folder for what the command writes
   * @param limitSeconds for how long it may take in all
   */
  static Checking of(Path folder, int limitSeconds, String... words)
      throws IOException, InterruptedException {
    return of(folder, List.of(), limitSeconds, words);
  }

  /** The same, started by another program. */
  static Checking of(Path folder, List<String> starter, int limitSeconds, String... words)
      throws IOException, InterruptedException {
    Path junit = folder.resolve("results/junit.xml");
    Path out = Files.createTempFile(folder, "out", ".txt");
    List<String> command = new ArrayList<>(starter);
    command.addAll(List.of(JAVA.toString(), "-jar", JAR.toString(), "check"));
    command.addAll(List.of("--junit", junit.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.environment().put("XDG_DATA_HOME", folder.resolve("data").toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(limitSeconds, TimeUnit.SECONDS))
          .as("end of the check; it said so far: " + Files.readString(out))
          .isTrue();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Checking(
        process.exitValue(),
        Files.readAllLines(out),
        Files.exists(junit) ? Files.readString(junit) : "");
  }
}
