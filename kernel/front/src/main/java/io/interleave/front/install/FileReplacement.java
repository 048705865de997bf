package io.interleave.front.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Puts a whole file in the place of another; a JVM that has the old one open keeps the old one. */
final class FileReplacement {
  private FileReplacement() {}

  /** Writes {@code content} to {@code file}, readable by everybody who may enter the folder. */
  static void write(InputStream content, Path file) throws IOException {
    Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), ".interleave-", ".new");
    try {
      Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
      shareReading(fresh);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** A temporary file is private; a kernel that an administrator installs is for all. */
  static void shareReading(Path file) throws IOException {
    if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }
  }
}
