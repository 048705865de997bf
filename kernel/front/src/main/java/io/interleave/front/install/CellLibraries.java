package io.interleave.front.install;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The jars of the cell JVM. They travel inside {@code interleave.jar} and have to lie in a folder of
 * their own before a JVM can use them.
 */
public final class CellLibraries {
  private static final String FOLDER = "lib";
  private static final List<String> NAMES =
      List.of(
          "interleave-wire.jar",
          "interleave-hooks.jar",
          "interleave-api.jar",
          "interleave-cell.jar");

  private CellLibraries() {}

  /**
   * The folder that holds all of them: {@code lib} beside an installed jar, else a folder in the
   * cache that is named after their content and filled on first use.
   *
   * @param jarFolder the folder of the jar that runs
   * @param cache see {@link JupyterFolders#cache}
   */
  public static Path locate(Path jarFolder, Path cache) throws IOException {
    Path beside = jarFolder.resolve(FOLDER);
    if (NAMES.stream().allMatch(name -> Files.isRegularFile(beside.resolve(name)))) {
      return beside;
    }
    Path folder = cache.resolve(FOLDER + "-" + fingerprint());
    if (!NAMES.stream().allMatch(name -> Files.isRegularFile(folder.resolve(name)))) {
      extractTo(folder);
    }
    return folder;
  }

  /** Writes them into {@code lib} below a folder. */
  static void extractBeside(Path jarFolder) throws IOException {
    extractTo(jarFolder.resolve(FOLDER));
  }

  private static void extractTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : NAMES) {
      try (InputStream in = open(name)) {
        replace(in, folder.resolve(name));
      }
    }
  }

  /**
   * Puts a whole file in the place of another; a JVM that has the old one open keeps the old one.
   */
  static void replace(InputStream content, Path file) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), ".interleave-", ".new");
    try {
      Files.copy(content, fresh, StandardCopyOption.REPLACE_EXISTING);
      if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(
            fresh, PosixFilePermissions.fromString("rw-r--r--"));
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(file + " is in the way", e);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private static String fingerprint() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String name : NAMES) {
        try (InputStream in = new DigestInputStream(open(name), digest)) {
          in.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in = CellLibraries.class.getResourceAsStream("/" + FOLDER + "/" + name);
    if (in == null) {
      throw new FileNotFoundException(
          "The jar lacks " + FOLDER + "/" + name + "; build it whole with ./mvnw package");
    }
    return in;
  }
}
