package io.interleave.front.magic;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cell may need of the machine.
 *
 * @param java the version that cells run on
 * @param processors those that Java found; an option of the cells' JVM can say otherwise
 * @param programFolders where programs are looked for
 */
record Surroundings(
    Runtime.Version java, int processors, CellProcess process, List<String> programFolders) {
  /** What the Python commands start. */
  static final String PYTHON = "python3";

  private static final Pattern PROCESSORS = Pattern.compile("-XX:ActiveProcessorCount=(\\d{1,6})");

  /** Those of this JVM, whose Java runs the cells too. */
  static Surroundings here(CellProcess process) {
    String path = System.getenv("PATH");
    return new Surroundings(
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        process,
        path == null ? List.of() : List.of(path.split(Pattern.quote(File.pathSeparator))));
  }

  /** How many processors the cells' JVM uses. */
  int cores() {
    int cores = processors;
    for (String option : process.jvmOptions()) {
      Matcher said = PROCESSORS.matcher(option);
      if (said.matches()) {
        cores = Integer.parseInt(said.group(1));
      }
    }
    return cores;
  }

  /** Whether a program of this name, or at this path, can be started. */
  boolean hasProgram(String name) {
    try {
      if (name.contains("/") || name.contains(File.separator)) {
        return Files.isExecutable(Path.of(name));
      }
      for (String folder : programFolders) {
        Path there = Path.of(folder, name);
        if (Files.isRegularFile(there) && Files.isExecutable(there)
            || Files.isRegularFile(Path.of(folder, name + ".exe"))) {
          return true;
        }
      }
      return false;
    } catch (InvalidPathException e) {
      return false; // no file can be called so
    }
  }
}
