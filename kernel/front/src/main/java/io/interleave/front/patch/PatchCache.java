package io.interleave.front.patch;

import io.interleave.wire.ClassPatches;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Keeps the patched classes of each JDK in a file. */
public final class PatchCache {
  /** Goes up with every change of an edit. */
  private static final int VERSION = 7;

  private PatchCache() {}

  /**
   * The file with the patched classes of a JDK, for the agent of the cell JVM. Made when it is not
   * there; in the temporary folder when the cache cannot be written.
   *
   * @param javaHome the JDK that runs the cell JVM
   * @param cache a folder, made when missing
   * @throws IOException when the JDK's classes cannot be read or nothing can be written anywhere
   */
  public static Path fileFor(Path javaHome, Path cache) throws IOException {
    String name = "jdk-" + key(javaHome) + ".patches";
    Path file = cache.resolve(name);
    if (isWhole(file)) {
      return file;
    }
    var patches = JdkPatches.of(javaHome);
    try {
      Files.createDirectories(cache);
      Path unfinished = Files.createTempFile(cache, name, ".tmp");
      patches.write(unfinished);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      Path temporary = Files.createTempFile("interleave-", "-" + name);
      temporary.toFile().deleteOnExit();
      patches.write(temporary);
      return temporary;
    }
  }

  private static boolean isWhole(Path file) {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      ClassPatches.read(file);
      return true;
    } catch (IOException e) {
      return false; // made again
    }
  }

  /**
   * Tells builds of a JDK apart: version, vendor and build from its release file, and its place.
   */
  private static String key(Path javaHome) throws IOException {
    Path home = javaHome.toRealPath();
    Path modules = home.resolve("lib").resolve("modules");
    StringBuilder identity = new StringBuilder().append(VERSION).append('\n').append(home);
    if (Files.exists(modules)) {
      identity.append('\n').append(Files.size(modules));
      identity.append('\n').append(Files.getLastModifiedTime(modules).toMillis());
    }
    Path release = home.resolve("release");
    if (Files.isReadable(release)) {
      identity.append('\n').append(Files.readString(release));
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(identity.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
