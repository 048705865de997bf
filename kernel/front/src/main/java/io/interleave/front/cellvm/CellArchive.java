package io.interleave.front.cellvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The archive of loaded classes that shortens the start of the cell JVM (JEP 350). It is made by a
 * kernel with the system property {@code interleave.cell.train}; a JVM that finds another one than
 * its own starts without it.
 */
public final class CellArchive {
  /** Names the file that the first cell JVM shall leave behind when it ends. */
  public static final String TRAINING = "interleave.cell.train";

  /** Its name, beside the jars. */
  public static final String FILE = "interleave-cell.jsa";

  private static final long END_MILLIS = 100;
  private static final long TRAINED_END_MILLIS = 30_000;

  private CellArchive() {}

  /** The JVM's options; none where there is no archive. */
  public static List<String> options(Path libraries) {
    String training = training();
    if (training != null) {
      return List.of("-XX:ArchiveClassesAtExit=" + training);
    }
    Path file = libraries.resolve(FILE);
    if (!Files.isReadable(file)) {
      return List.of();
    }
    List<String> options = new ArrayList<>(ArchiveMapping.shared(Runtime.version().feature()));
    options.addAll(List.of("-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds*=off"));
    return options;
  }

  /** Whether this kernel runs only to make archives. */
  public static boolean isTraining() {
    return training() != null;
  }

  /** How long the cell JVM may take to end: writing the archive takes a second or more. */
  static long endMillis() {
    return isTraining() ? TRAINED_END_MILLIS : END_MILLIS;
  }

  private static @Nullable String training() {
    return System.getProperty(TRAINING);
  }
}
