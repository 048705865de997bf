package io.interleave.it;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Path;

/**
 * What a test needs of the machine. On a developer's machine a test without it is skipped with the
 * reason; where {@code CI} is {@code true} it fails, so that nothing is left out unseen.
 */
public final class Requires {
  private Requires() {}

  /** Goes on when the condition is met. */
  public static void that(boolean met, String need) {
    if (met) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      fail("Missing on this machine: " + need);
    }
    abort("Skipped, missing on this machine: " + need);
  }

  /** A file or program that a package brings, such as {@code /usr/bin/chromium}. */
  public static void file(Path file, String need) {
    that(file.toFile().exists(), need + " at " + file);
  }

  /** A Java that is at least this new. */
  public static void java(int feature) {
    that(Runtime.version().feature() >= feature, "Java " + feature + " or newer");
  }
}
