package io.interleave.front.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Puts a whole file in the place of another: when the disk is full, the old one stays; a JVM that
 * has the old one open keeps it.
 */
public final class FileReplacement {
  private FileReplacement() {}

  /** Writes {@code content} to {@code file}, readable by everybody who may enter the folder. */
  public static void write(InputStream content, Path file) throws IOException {
    Path fresh = beside(file);
    try {
      Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
      shareReading(fresh);
      move(fresh, file);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * Writes another text to a file; who may read and write it stays as it is.
   *
   * @param file is there; when it is a symbolic link, what it leads to gets the text
   * @throws IOException when it could not be written; then it is as before
   */
  public static void rewrite(Path file, String text) throws IOException {
    Path target = file.toRealPath();
    Path fresh = beside(target);
    try {
      Files.writeString(fresh, text);
      if (isPosix(target)) {
        Files.setPosixFilePermissions(fresh, Files.getPosixFilePermissions(target));
      }
      move(fresh, target);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static Path beside(Path file) throws IOException {
    return Files.createTempFile(file.toAbsolutePath().getParent(), ".interleave-", ".new");
  }

  /** Puts a finished file in the place of {@code file}; both lie on the same disk. */
  public static void move(Path fresh, Path file) throws IOException {
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isPosix(Path file) throws IOException {
    return Files.getFileStore(file).supportsFileAttributeView("posix");
  }

  /** A temporary file is private; a kernel that an administrator installs is for all. */
  public static void shareReading(Path file) throws IOException {
    if (isPosix(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }
}
