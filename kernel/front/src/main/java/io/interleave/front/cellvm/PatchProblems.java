package io.interleave.front.cellvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks a cell JVM what of its JDK could not be patched. */
public final class PatchProblems {
  private static final int LIMIT_SECONDS = 20;

  private PatchProblems() {}

  /**
   * The problems, a sentence each; empty when all is patched.
   *
   * @throws IOException when the JVM does not start, or says nothing within 20 s
   */
  public static List<String> of(CellLaunch launch) throws IOException {
    Path folder = Files.createTempDirectory("interleave-patches");
    Path said = folder.resolve("said.txt");
    try {
      Process process =
          new ProcessBuilder(launch.command(Path.of("problems"), folder, ""))
              .redirectOutput(said.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new IOException("the JVM for cells of " + launch.javaHome() + " does not answer");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      } finally {
        process.destroyForcibly();
      }
      return Files.readString(said, StandardCharsets.UTF_8).lines().toList();
    } finally {
      Files.deleteIfExists(said);
      Files.deleteIfExists(folder);
    }
  }
}
