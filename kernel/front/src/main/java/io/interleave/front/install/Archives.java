package io.interleave.front.install;

import io.interleave.front.cellvm.CellArchive;
import io.interleave.front.cellvm.CellLaunch;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The archives of loaded classes (JEP 350) that shorten the start of an installed kernel's two
 * JVMs. An archive belongs to one build of the JVM and one jar; a JVM that finds another archive
 * than its own, or none, starts without it.
 *
 * <p>From Java 19 a JVM could renew its archive itself ({@code -XX:+AutoCreateSharedArchive}), but
 * it does so while Jupyter waits for the kernel to end, not at all for the archive of Java 17, and
 * ends with an error where it may not write.
 *
 * @param folder the kernel's folder
 */
record Archives(Path folder) {
  /** The front's archive in the kernel's folder. */
  static final String FRONT = "interleave.jsa";

  private static final String CELL = "lib/" + CellArchive.FILE;
  private static final String STAMP = "interleave-archives.properties";
  private static final String LOCK = ".interleave-archives.lock";
  private static final int QUESTION_SECONDS = 30;

  /** File names of all archives, relative to the folder. */
  static final List<String> ALL = List.of(FRONT, CELL);

  /** Options of a front that leaves both archives in a folder, under {@link #freshName}. */
  static List<String> trainingOptions(Path fresh) {
    return List.of(
        "-XX:ArchiveClassesAtExit=" + fresh.resolve(freshName(FRONT)),
        "-D" + CellArchive.TRAINING + "=" + fresh.resolve(freshName(CELL)));
  }

  /** How one of {@link #ALL} is called before it is in its place. */
  static String freshName(String name) {
    return name.replace('/', '-');
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Those of {@link #ALL} that lie in their place. */
  List<String> present() {
    return ALL.stream().filter(name -> Files.isRegularFile(file(name))).toList();
  }

  Optional<ArchiveStamp> stamp() throws IOException {
    return ArchiveStamp.read(file(STAMP));
  }

  void stamp(ArchiveStamp stamp) throws IOException {
    stamp.write(file(STAMP));
  }

  /** Whether the stamp says that a training would be of use. */
  boolean areOutdated(ArchiveOrigin now) throws IOException {
    Optional<ArchiveStamp> stamp = stamp();
    return stamp.isEmpty() || stamp.get().isOutdated(now, ALL, present());
  }

  /** Whether archives could be put in their places; not where they are for all, such as in /usr. */
  boolean areReplaceable() {
    return ALL.stream().allMatch(name -> Files.isWritable(file(name).getParent()));
  }

  /**
   * Asks the JVM itself, which says more than a stamp could.
   *
   * @param javaHome the Java that starts the kernel
   * @param name one of {@link #ALL}
   * @param archive a file for its place, there or elsewhere
   * @throws IOException when that Java does not start
   */
  boolean isTaken(Path javaHome, String name, Path archive) throws IOException {
    if (!Files.isRegularFile(archive)) {
      return false;
    }
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    if (name.equals(FRONT)) {
      command.addAll(KernelSpec.FRONT_OPTIONS);
      command.addAll(List.of("-cp", file(KernelSpec.JAR).toString()));
    } else {
      command.addAll(CellLaunch.classPath(folder.resolve("lib")));
    }
    // Where a start of a kernel goes on without the archive, this one ends.
    command.addAll(List.of("-Xshare:on", "-XX:SharedArchiveFile=" + archive, "-version"));
    return Subprocess.run(command, QUESTION_SECONDS).exitCode() == 0;
  }

  /**
   * Keeps others from training here until the channel is closed or this process ends.
   *
   * @return empty when somebody else does
   * @throws IOException when the folder cannot be written
   */
  Optional<FileChannel> lock() throws IOException {
    FileChannel channel =
        FileChannel.open(file(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return Optional.of(channel);
      }
    } catch (OverlappingFileLockException e) {
      // Somebody else in this process does.
    }
    channel.close();
    return Optional.empty();
  }
}
