package io.interleave.front.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What {@link Doctor} says of a kernel's archives: without them it starts more slowly. */
final class ArchiveExamination {
  private ArchiveExamination() {}

  static Finding of(KernelSpec spec) {
    Archives archives = Archives.of(spec);
    try {
      Path home = spec.javaHome();
      ArchiveOrigin now = ArchiveOrigin.of(home, spec.folder());
      if (!now.feature().map(spec.archiveForm()::isOf).orElse(true)) {
        return new Finding.Limited(
            InstallException.line(
                spec.folder().resolve(KernelSpec.FILE) + " was not written for Java " + now.java(),
                "The kernel works and starts more slowly. Install it in that place again.",
                Trouble.SLOW_START));
      }
      Optional<String> problem = problem(archives, home, now);
      if (problem.isEmpty()) {
        return new Finding.Good("Both archives of loaded classes fit this Java");
      }
      return new Finding.Limited(
          line(problem.get(), spec, archives.areReplaceable(), archives.areOutdated(now)));
    } catch (IOException e) {
      String problem = "The archives of loaded classes cannot be examined (" + e.getMessage() + ")";
      return new Finding.Limited(line(problem, spec, archives.areReplaceable(), false));
    }
  }

  private static Optional<String> problem(Archives archives, Path home, ArchiveOrigin now)
      throws IOException {
    Optional<ArchiveStamp> stamp = archives.stamp();
    for (String name : archives.names()) {
      Path file = archives.file(name);
      if (!Files.isRegularFile(file)) {
        boolean tried = stamp.filter(last -> last.origin().equals(now)).isPresent();
        return Optional.of(
            "The archive of loaded classes "
                + file
                + " is missing"
                + (tried && !archives.areOutdated(now) ? "; this Java made none" : ""));
      }
      if (!archives.isTaken(home, name, file)) {
        String made =
            stamp
                .filter(last -> last.made().contains(name) && !last.origin().equals(now))
                .map(last -> " was made with " + last.origin().difference(now) + " and")
                .orElse("");
        return Optional.of(
            "The archive of loaded classes " + file + made + " does not fit Java " + now.java());
      }
    }
    return Optional.empty();
  }

  /**
   * The finding's text.
   *
   * @param ours whether this user may write the folder
   * @param byItself whether the kernel is going to make them
   */
  static String line(String problem, KernelSpec spec, boolean ours, boolean byItself) {
    String command =
        quoted(spec.java()) + " -jar " + quoted(spec.folder().resolve(KernelSpec.JAR)) + " renew";
    String cure = "The kernel works and starts more slowly. ";
    if (!ours) {
      cure += "You may not write there; whoever may can run: ";
    } else if (byItself) {
      cure += "It makes them by itself some seconds after a cell, or now with: ";
    } else {
      cure += "To have it made again, run: ";
    }
    return InstallException.line(problem, cure + command, Trouble.SLOW_START);
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.contains(" ") ? '"' + text + '"' : text;
  }
}
