package io.interleave.front.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A Java installation that was asked what it is.
 *
 * @param home its folder
 * @param version such as {@code 17.0.15}
 * @param feature such as 17
 * @param modules the names of its modules
 */
public record Jdk(Path home, String version, int feature, Set<String> modules) {
  /** The oldest version that Interleave runs on. */
  static final int OLDEST = 17;

  /** What the kernel cannot do without: the compiler, the agent's interface. */
  static final List<String> REQUIRED_MODULES =
      List.of("jdk.jshell", "jdk.compiler", "java.instrument", "java.management");

  private static final Pattern MODULE = Pattern.compile("(?m)^([\\w.]+)(?:@(\\S+))?\\s*$");

  /** The Java that runs this code. */
  public static Path running() {
    return Path.of(System.getProperty("java.home"));
  }

  /**
   * Starts the {@code java} of a folder and reads what it says.
   *
   * @throws InstallException when there is none, it does not start, or it is too old
   */
  public static Jdk at(Path home) throws InstallException {
    Path java = java(home);
    if (!Files.isExecutable(java)) {
      throw new InstallException(
          "No Java at " + home + ": " + java + " is missing or not executable",
          "Give the folder of a JDK " + OLDEST + " or newer with --jdk HOME.",
          Trouble.NO_JAVA);
    }
    Subprocess answer;
    try {
      answer = Subprocess.run(List.of(java.toString(), "--list-modules"), 30);
    } catch (IOException e) {
      throw new InstallException(
          java + " does not start: " + e.getMessage(),
          "Install a JDK for this machine's processor, or name another with --jdk HOME.",
          Trouble.NO_JAVA);
    }
    return parse(home, answer);
  }

  static Jdk parse(Path home, Subprocess answer) throws InstallException {
    Matcher line = MODULE.matcher(answer.text());
    String version = "";
    Set<String> modules =
        line.results().map(found -> found.group(1)).collect(Collectors.toUnmodifiableSet());
    line.reset();
    while (version.isEmpty() && line.find()) {
      if (line.group(1).equals("java.base") && line.group(2) != null) {
        version = line.group(2);
      }
    }
    if (answer.exitCode() != 0 || version.isEmpty()) {
      throw new InstallException(
          java(home)
              + " is too old or broken (java --list-modules ended with "
              + answer.exitCode()
              + ")",
          "Interleave needs a JDK " + OLDEST + " or newer: name one with --jdk HOME.",
          Trouble.OLD_JAVA);
    }
    int feature = Runtime.Version.parse(version).feature();
    if (feature < OLDEST) {
      throw new InstallException(
          "Java " + version + " at " + home + " is too old",
          "Interleave needs a JDK " + OLDEST + " or newer: name one with --jdk HOME.",
          Trouble.OLD_JAVA);
    }
    return new Jdk(home, version, feature, modules);
  }

  /** Its {@code java} program. */
  public Path java() {
    return java(home);
  }

  /** Modules the kernel needs and this Java lacks. */
  List<String> missingModules() {
    return REQUIRED_MODULES.stream().filter(module -> !modules.contains(module)).toList();
  }

  private static Path java(Path home) {
    Path program = home.resolve("bin").resolve("java");
    Path windows = home.resolve("bin").resolve("java.exe");
    return Files.exists(windows) ? windows : program;
  }
}
