package io.interleave.front.install;

import io.interleave.front.files.FileReplacement;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts an installed kernel, does what learners do first, and puts archives of the classes behind
 * it in their places. Whenever it ends before that, the old archives stay.
 */
final class ArchiveTraining {
  private static final String FRESH = ".interleave-training-";
  private static final int END_SECONDS = 60;

  /** What learners do first; the classes behind it go into the archives. */
  private static final List<String> CELLS =
      List.of(
          "int x = 5;\nString s = \"a\" + x;\nSystem.out.println(s);\nx * 2",
          "class Counter { private int n; synchronized void add() { n++; } }",
          "void greet(String name) { System.out.printf(\"%s%n\", name); }\ngreet(\"Ada\");",
          """
          Counter c = new Counter();
          Runnable r = () -> { for (int i = 0; i < 100; i++) { c.add(); } };
          Thread t = new Thread(r, "t");
          t.start();
          t.join();
          """,
          "List.of(1, 2, 3).stream().map(i -> i * 2).toList()",
          "int y = nix;",
          "throw new IllegalStateException(\"training\");");

  private final KernelSpec spec;
  private final Archives archives;

  ArchiveTraining(KernelSpec spec) {
    this.spec = spec;
    this.archives = Archives.of(spec);
  }

  /**
   * @return how the kernel did; {@link Archives#stamp} says which archives are there now
   * @throws IOException when the kernel's folder cannot be written
   */
  KernelProbe.Result run() throws IOException {
    Path home = spec.javaHome();
    ArchiveOrigin origin = ArchiveOrigin.of(home, spec.folder());
    ArchiveStamp stamp = ArchiveStamp.begun(archives.stamp(), origin);
    archives.stamp(stamp);
    Path fresh = Files.createTempDirectory(spec.folder(), FRESH);
    try {
      KernelSpec training = archives.training(spec, fresh);
      KernelProbe.Result result = KernelProbe.run(training::command, CELLS, END_SECONDS);
      // Where another Java or jar was put there meanwhile, others see to its archives.
      if (result instanceof KernelProbe.Worked
          && ArchiveOrigin.of(home, spec.folder()).equals(origin)) {
        archives.stamp(new ArchiveStamp(origin, takeOver(home, fresh), stamp.tries()));
      }
      return result;
    } finally {
      delete(fresh);
    }
  }

  private List<String> takeOver(Path home, Path fresh) throws IOException {
    List<String> made = new ArrayList<>();
    for (String name : archives.names()) {
      Path file = fresh.resolve(Archives.freshName(name));
      if (archives.isTaken(home, name, file)) {
        FileReplacement.shareReading(file);
        FileReplacement.move(file, archives.file(name));
        made.add(name);
      }
    }
    return made;
  }

  /** Removes what a training that was killed left behind; only under {@link Archives#lock}. */
  static void clearLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, FRESH + "*")) {
      for (Path leftover : leftovers) {
        delete(leftover);
      }
    }
  }

  private static void delete(Path fresh) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(fresh)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      return; // A JVM that was just killed still has it open; the next training clears it.
    }
  }
}
