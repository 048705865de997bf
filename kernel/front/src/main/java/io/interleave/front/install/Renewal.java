package io.interleave.front.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides in a running kernel whether its archives are to be made again, and has another process of
 * the lowest priority do it.
 */
public final class Renewal {
  private Renewal() {}

  /**
   * Starts the renewal where it is of use: in an installed kernel that Jupyter started as its
   * {@code kernel.json} says, whose archives do not belong to its Java and jar, and whose folder
   * can be written.
   *
   * @param jar the jar that runs
   * @param javaHome the Java that runs it
   * @return the process, which ends by itself
   * @throws IOException when what is installed cannot be read or no process can be started
   */
  public static Optional<Process> startWhereOfUse(Path jar, Path javaHome) throws IOException {
    Path folder = jar.toAbsolutePath().getParent();
    if (folder == null || !jar.endsWith(KernelSpec.JAR)) {
      return Optional.empty();
    }
    Optional<KernelSpec> installed = KernelSpec.in(folder);
    if (installed.isEmpty() || !isOfUse(installed.get(), javaHome)) {
      return Optional.empty();
    }
    return Optional.of(start(installed.get()));
  }

  static boolean isOfUse(KernelSpec spec, Path javaHome) throws IOException {
    Archives archives = Archives.of(spec);
    return Files.isExecutable(spec.java())
        && Files.isSameFile(spec.javaHome(), javaHome) // the jar may be run by hand, too
        && archives.areReplaceable()
        && archives.areOutdated(ArchiveOrigin.of(javaHome, spec.folder()));
  }

  private static Process start(KernelSpec spec) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(spec.java().toString());
    command.addAll(KernelSpec.FRONT_OPTIONS);
    command.addAll(
        List.of("-jar", spec.folder().resolve(KernelSpec.JAR).toString(), "renew", "--if-needed"));
    List<String> nice = new ArrayList<>(List.of("nice", "-n", "19"));
    nice.addAll(command);
    try {
      return start(nice, spec.folder());
    } catch (IOException e) {
      return start(command, spec.folder()); // Windows has no nice.
    }
  }

  /** Nobody reads what it says; and what it inherited would keep the pipes of this kernel open. */
  private static Process start(List<String> command, Path folder) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return process;
  }
}
