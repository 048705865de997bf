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
 * The archives of loaded classes that shorten the start of an installed kernel's two JVMs. An
 * archive belongs to one build of the JVM and one jar; a JVM that finds another archive than its
 * own, or none, starts without it.
 *
 * <p>From Java 19 a JVM could renew its archive itself ({@code -XX:+AutoCreateSharedArchive}), but
 * it does so while Jupyter waits for the kernel to end, not at all for the archive of Java 17, and
 * ends with an error where it may not write.
 *
 * @param folder the kernel's folder
 * @param form of the front's archive; the cell JVM's has always the same, because a JVM leaves
 *     classes that were redefined, such as {@code Thread} there, out of an ahead-of-time cache, and
 *     then links none
 */
record Archives(Path folder, ArchiveForm form) {
  private static final String CELL = "lib/" + CellArchive.FILE;
  private static final String STAMP = "interleave-archives.properties";
  private static final String LOCK = ".interleave-archives.lock";
  private static final int QUESTION_SECONDS = 30;

  static Archives of(KernelSpec spec) {
    return new Archives(spec.folder(), spec.archiveForm());
  }

  /** File names of all archives, relative to the folder. */
  List<String> names() {
    return List.of(front(), CELL);
  }

  /** The front's archive in the kernel's folder. */
  String front() {
    return form.fileName();
  }

  /** A kernel that leaves both archives in a folder, under {@link #freshName}. */
  KernelSpec training(KernelSpec spec, Path fresh) {
    return spec.training(
        fresh.resolve(freshName(front())),
        List.of("-D" + CellArchive.TRAINING + "=" + fresh.resolve(freshName(CELL))));
  }

  /** How one of {@link #names} is called before it is in its place. */
  static String freshName(String name) {
    return name.replace('/', '-');
  }

  /** Removes what no start uses any more since the kernel was installed for another Java. */
  void removeOtherForms() throws IOException {
    for (ArchiveForm other : ArchiveForm.values()) {
      if (other != form) {
        Files.deleteIfExists(file(other.fileName()));
      }
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Those of {@link #names} that lie in their place. */
  List<String> present() {
    return names().stream().filter(name -> Files.isRegularFile(file(name))).toList();
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
    return stamp.isEmpty() || stamp.get().isOutdated(now, names(), present());
  }

  /** Whether archives could be put in their places; not where they are for all, such as in /usr. */
  boolean areReplaceable() {
    return names().stream().allMatch(name -> Files.isWritable(file(name).getParent()));
  }

  /**
   * Asks the JVM itself, which says more than a stamp could.
   *
   * @param javaHome the Java that starts the kernel
   * @param name one of {@link #names}
   * @param archive a file for its place, there or elsewhere
   * @throws IOException when that Java does not start
   */
  boolean isTaken(Path javaHome, String name, Path archive) throws IOException {
    if (!Files.isRegularFile(archive)) {
      return false;
    }
    List<String> command = new ArrayList<>();
    command.add(javaHome.resolve("bin").resolve("java").toString());
    if (name.equals(front())) {
      command.addAll(KernelSpec.FRONT_OPTIONS);
      command.addAll(form.insist(archive));
      command.addAll(List.of("-cp", file(KernelSpec.JAR).toString()));
    } else {
      command.addAll(ArchiveForm.CLASS_DATA.insist(archive));
      command.addAll(CellLaunch.classPath(folder.resolve("lib")));
    }
    command.add("-version");
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
