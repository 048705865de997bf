package io.interleave.front.install;

import java.nio.file.Path;
import java.util.List;

/**
 * The archive of loaded classes that shortens the start of the front JVM. It belongs to one JVM,
 * one jar and one set of options; a JVM that finds another archive than its own starts without it.
 */
enum ClassDataArchive {
  /** A dynamic archive, written when a training run ends (JEP 350). */
  DYNAMIC {
    @Override
    List<String> trainingOptions(String file) {
      return List.of("-XX:ArchiveClassesAtExit=" + file);
    }

    @Override
    List<String> options(String file) {
      return List.of("-XX:SharedArchiveFile=" + file);
    }
  },

  /** A dynamic archive that the JVM itself renews after an update of Java (JDK 19). */
  SELF_RENEWING {
    @Override
    List<String> trainingOptions(String file) {
      return options(file);
    }

    @Override
    List<String> options(String file) {
      return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + file);
    }
  };

  /** The file's name in the kernel's folder. */
  static final String FILE = "interleave.jsa";

  static ClassDataArchive of(Jdk jdk) {
    return jdk.feature() >= 19 ? SELF_RENEWING : DYNAMIC;
  }

  static Path in(Path folder) {
    return folder.resolve(FILE);
  }

  /** Options of a run that makes {@code file} when it ends. */
  abstract List<String> trainingOptions(String file);

  /** Options of a run that uses {@code file}. */
  abstract List<String> options(String file);
}
