package io.interleave.front.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Checks, from the ground up, everything that a first cell needs.
 *
 * @param folders where Jupyter looks
 * @param extraData further data folders to look in first, such as that of a {@code --prefix}
 * @param name the kernel's directory name
 */
public record Doctor(JupyterFolders folders, List<Path> extraData, String name) {

  /**
   * Looks at everything and goes on after a fault where it can.
   *
   * @param jar the jar to start when no kernel is installed
   * @param jdkHome the Java to look at
   * @param unpatched what of a JDK's classes cannot be patched
   * @param found gets each finding as soon as it is there
   * @return whether nothing was bad
   */
  public boolean examine(
      Path jar, Path jdkHome, Function<Path, List<String>> unpatched, Consumer<Finding> found) {
    List<Finding> all = new ArrayList<>();
    Consumer<Finding> note = all::add;
    Consumer<Finding> report = note.andThen(found);
    Optional<Jdk> jdk = examineJdk(jdkHome, report);
    examineFolder("cache folder", folders.cache(), report);
    examineFolder(
        "folder for temporary files", Path.of(System.getProperty("java.io.tmpdir")), report);
    Optional<KernelSpec> spec = examineSpec(report);
    if (spec.isPresent() || jdk.isPresent()) {
      Path home = spec.map(Doctor::javaHome).orElse(jdkHome);
      examinePatches(home, unpatched.apply(home), report);
    }
    if (spec.isPresent()) {
      report.accept(ArchiveExamination.of(spec.get()));
      examineStart(spec.get(), report);
    } else if (jdk.isPresent() && Files.isRegularFile(jar)) {
      KernelSpec loose =
          KernelSpec.of(Objects.requireNonNull(jar.toAbsolutePath().getParent()), jdk.get());
      examineStart(loose, report);
    }
    return all.stream().noneMatch(Finding.Bad.class::isInstance);
  }

  private static Optional<Jdk> examineJdk(Path home, Consumer<Finding> report) {
    try {
      Jdk jdk = Jdk.at(home);
      List<String> missing = jdk.missingModules();
      if (missing.isEmpty()) {
        report.accept(new Finding.Good("Java " + jdk.version() + " at " + home));
      } else {
        report.accept(
            bad(
                "The Java at " + home + " lacks " + String.join(", ", missing),
                "Install a full JDK, or name one with --jdk HOME.",
                Trouble.NO_JSHELL));
      }
      if (!jdk.modules().contains("jdk.jfr")) {
        report.accept(
            new Finding.Limited(
                "The Java at "
                    + home
                    + " lacks jdk.jfr: cells run, thread states are not recorded."));
      }
      return Optional.of(jdk);
    } catch (InstallException e) {
      report.accept(new Finding.Bad(String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static Path javaHome(KernelSpec spec) {
    Path bin = Path.of(spec.argv().get(0)).toAbsolutePath().getParent();
    return Objects.requireNonNull(Objects.requireNonNull(bin).getParent());
  }

  private static void examinePatches(Path home, List<String> problems, Consumer<Finding> report) {
    if (problems.isEmpty()) {
      return;
    }
    String more = problems.size() == 1 ? "" : " and " + (problems.size() - 1) + " more";
    report.accept(
        new Finding.Limited(
            "The Java at "
                + home
                + " is not prepared as it should be ("
                + problems.get(0)
                + more
                + "): cells run, but output, tables and Stop may take threads and tasks for those of"
                + " another cell."));
  }

  private static void examineFolder(String what, Path folder, Consumer<Finding> report) {
    try {
      Files.createDirectories(folder);
      Path file = Files.createTempFile(folder, ".interleave-", ".probe");
      Files.delete(file);
      report.accept(new Finding.Good("The " + what + " " + folder + " is writable"));
    } catch (IOException e) {
      report.accept(
          bad(
              "The " + what + " " + folder + " is not writable",
              "Make it writable for you, or set XDG_CACHE_HOME or java.io.tmpdir to one that is.",
              Trouble.UNWRITABLE_FOLDER));
    }
  }

  private Optional<KernelSpec> examineSpec(Consumer<Finding> report) {
    List<Path> places = new ArrayList<>(extraData);
    places.addAll(folders.searchPath());
    for (Path data : places) {
      Path folder = data.resolve("kernels").resolve(name);
      try {
        Optional<KernelSpec> spec = KernelSpec.in(folder);
        if (spec.isPresent()) {
          return complete(spec.get(), report);
        }
      } catch (IOException e) {
        report.accept(
            bad(String.valueOf(e.getMessage()), "Run install again.", Trouble.BROKEN_INSTALLATION));
        return Optional.empty();
      }
    }
    report.accept(
        bad(
            "No kernel \"" + name + "\" in " + places,
            "Run install with --user, --sys-prefix or --prefix DIR; doctor takes --prefix too.",
            Trouble.NOT_INSTALLED));
    return Optional.empty();
  }

  private static Optional<KernelSpec> complete(KernelSpec spec, Consumer<Finding> report) {
    List<Path> paths = new ArrayList<>();
    paths.add(Path.of(spec.argv().get(0)));
    paths.add(spec.folder().resolve(KernelSpec.JAR));
    List<Path> missing = paths.stream().filter(path -> !Files.exists(path)).toList();
    if (!missing.isEmpty()) {
      report.accept(
          bad(
              "The kernel in " + spec.folder() + " points to what is gone: " + missing,
              "Run install again.",
              Trouble.BROKEN_INSTALLATION));
      return Optional.empty();
    }
    report.accept(new Finding.Good(spec.displayName() + " is installed in " + spec.folder()));
    return Optional.of(spec);
  }

  private static void examineStart(KernelSpec spec, Consumer<Finding> report) {
    KernelProbe.Result result = KernelProbe.run(spec::command);
    if (result instanceof KernelProbe.Worked worked) {
      report.accept(
          new Finding.Good(
              "The kernel answers after "
                  + worked.infoMillis()
                  + " ms, computes 1+1 after "
                  + worked.resultMillis()
                  + " ms and ends when asked to"));
    } else if (result instanceof KernelProbe.Failed failed) {
      report.accept(bad(failed.problem(), failed.cure(), failed.trouble()));
    }
  }

  private static Finding bad(String problem, String cure, Trouble trouble) {
    return new Finding.Bad(InstallException.line(problem, cure, trouble));
  }
}
