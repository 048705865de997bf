package io.interleave.front.app;

import io.interleave.front.cellvm.CellLaunch;
import io.interleave.front.cellvm.CellLibraries;
import io.interleave.front.cellvm.PatchProblems;
import io.interleave.front.install.Doctor;
import io.interleave.front.install.InstallException;
import io.interleave.front.install.Jdk;
import io.interleave.front.install.JupyterFolders;
import io.interleave.front.patch.PatchCache;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code doctor}. */
@Command(
    name = "doctor",
    description = "Checks everything that a first cell needs, and says what to do.")
final class DoctorCommand implements Callable<Integer> {
  @Mixin private Where where = new Where();

  @Option(
      names = "--jdk",
      paramLabel = "HOME",
      description = "the JDK to look at (default: the one that runs this)")
  private @Nullable Path jdk;

  DoctorCommand() {}

  @Override
  public Integer call() throws InstallException {
    List<Path> extra = where.isGiven() ? List.of(where.data()) : List.of();
    JupyterFolders folders = JupyterFolders.here();
    boolean well =
        new Doctor(folders, extra, where.name())
            .examine(
                OwnJar.path(),
                jdk == null ? Jdk.running() : jdk.toAbsolutePath().normalize(),
                home -> unpatched(home, folders.cache()),
                finding -> System.out.println(finding.line()));
    System.out.println(well ? "All is well." : "Something is wrong, see FAIL above.");
    return well ? 0 : 1;
  }

  /** What of a JDK's classes cannot be patched. */
  private static List<String> unpatched(Path home, Path cache) {
    try {
      String patches = PatchCache.fileFor(home, cache).toString();
      Path libraries = CellLibraries.locate(cache);
      return PatchProblems.of(new CellLaunch(home, libraries, patches, List.of(), List.of()));
    } catch (IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }
}
