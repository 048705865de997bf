package io.interleave.front.timing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What programs say of their version, asked once each. */
final class Versions {
  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();
  private static final int LONGEST = 40;

  private Versions() {}

  /** The first line of {@code PROGRAM --version}, or the program's name. */
  static String of(String program) {
    return KNOWN.computeIfAbsent(program, Versions::ask);
  }

  private static String ask(String program) {
    try {
      Process process = new ProcessBuilder(program, "--version").redirectErrorStream(true).start();
      process.getOutputStream().close();
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return program;
      }
      String said = new String(process.getInputStream().readNBytes(1000), StandardCharsets.UTF_8);
      String line = said.lines().findFirst().orElse("").strip();
      return process.exitValue() != 0 || line.isEmpty() || line.length() > LONGEST ? program : line;
    } catch (IOException e) {
      return program; // the cell that runs it says what is wrong
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return program;
    }
  }
}
