package io.interleave.front.app;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The cache's files that a new build or another Java makes useless: libraries unpacked from a jar,
 * and a JDK's patched classes. What is missing is made again at the next start.
 *
 * @param folder the cache folder
 */
record OldFiles(Path folder) {
  private static final Duration LONGEST_UNUSED = Duration.ofDays(30);

  private static final String AWAY = ".unused";

  /** Names that {@code CellLibraries} and {@code PatchCache} give, finished or not. */
  private static final Pattern OWN =
      Pattern.compile("(lib-[0-9a-f]+-\\d+|jdk-[0-9a-f]{16}\\.patches(\\d+\\.tmp)?)(\\.unused)?");

  /** Notes that something is used; what lies elsewhere is left alone. */
  void keep(Path used) {
    try {
      if (isOwn(used) && folder.equals(used.getParent())) {
        Files.setLastModifiedTime(used, FileTime.from(Instant.now()));
      }
    } catch (IOException e) {
      return; // It belongs to somebody else, who sees to it.
    }
  }

  /** Removes what was not used for a month. */
  void removeUnused() {
    Instant oldest = Instant.now().minus(LONGEST_UNUSED);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (isOwn(file) && Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
          remove(file);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return; // There is no cache, or somebody removes the same; the next kernel looks again.
    }
  }

  private static boolean isOwn(Path file) {
    return OWN.matcher(file.getFileName().toString()).matches();
  }

  private static void remove(Path file) throws IOException {
    Path away = file;
    if (!file.toString().endsWith(AWAY)) {
      // A kernel that starts now must not find half a folder.
      away = file.resolveSibling(file.getFileName() + AWAY);
      Files.move(file, away, StandardCopyOption.ATOMIC_MOVE);
    }
    if (Files.isDirectory(away, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(away)) {
        for (Path jar : jars) {
          Files.delete(jar);
        }
      }
    }
    Files.delete(away);
  }
}
