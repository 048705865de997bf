package io.interleave.front.cellvm;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the jars of the cell JVM: in the folder that {@code -Dinterleave.lib} names, in {@code lib}
 * beside {@code interleave.jar} (an installed kernel), or unpacked from it into a cache.
 */
public final class CellLibraries {
  private static final List<String> NAMES =
      List.of(
          "interleave-wire.jar",
          "interleave-hooks.jar",
          "interleave-api.jar",
          "interleave-cell.jar");

  private CellLibraries() {}

  /**
   * The folder that holds the jars.
   *
   * @param cache where to unpack them when they are nowhere else; made when missing
   * @throws IOException when the cache cannot be written, with its path
   */
  public static Path locate(Path cache) throws IOException {
    String configured = System.getProperty("interleave.lib");
    if (configured != null) {
      return Path.of(configured);
    }
    Path jar = ownJar();
    Path beside = jar.resolveSibling("lib");
    if (NAMES.stream().allMatch(name -> Files.isRegularFile(beside.resolve(name)))) {
      return beside;
    }
    String version =
        Long.toHexString(Files.size(jar)) + "-" + Files.getLastModifiedTime(jar).toMillis();
    return unpackTo(cache.resolve("lib-" + version));
  }

  /**
   * Writes the jars into a folder, made when missing. Files that are there already stay.
   *
   * @throws IOException when a file cannot be written, with its path
   */
  public static Path unpackTo(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (String name : NAMES) {
      Path target = folder.resolve(name);
      try (InputStream in = CellLibraries.class.getResourceAsStream("/lib/" + name)) {
        if (in == null) {
          throw new IOException("interleave.jar holds no lib/" + name + "; it is damaged");
        }
        byte[] bytes = in.readAllBytes();
        if (Files.isRegularFile(target) && Arrays.equals(Files.readAllBytes(target), bytes)) {
          continue;
        }
        // Another kernel may unpack at the same time: a reader must never see half a jar.
        Path part = Files.createTempFile(folder, name, ".part");
        Files.write(part, bytes);
        move(part, target);
      }
    }
    return folder;
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileAlreadyExistsException e) {
      Files.deleteIfExists(from); // Windows: the other kernel has it open, and it is the same jar
    }
  }

  private static Path ownJar() throws IOException {
    try {
      return Path.of(
          CellLibraries.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("interleave.jar stands at a place with a malformed address", e);
    }
  }
}
