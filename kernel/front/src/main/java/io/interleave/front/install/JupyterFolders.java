package io.interleave.front.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where Jupyter keeps its data, by the rules of {@code jupyter_core.paths}.
 *
 * @param environment the variables of this process
 * @param osName the system property {@code os.name}
 * @param userHome the system property {@code user.home}
 */
public record JupyterFolders(Map<String, String> environment, String osName, Path userHome) {

  /** The folders of the machine and the user that run this code. */
  public static JupyterFolders here() {
    return new JupyterFolders(
        System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
  }

  /** The data folder of the user. */
  public Path userData() {
    Optional<String> explicit = variable("JUPYTER_DATA_DIR");
    if (explicit.isPresent()) {
      return Path.of(explicit.get());
    }
    boolean platformRules =
        variable("JUPYTER_PLATFORM_DIRS")
            .filter(value -> !value.matches("0|no|n|false|off"))
            .isPresent();
    if (isMac()) {
      Path library = userHome.resolve("Library");
      return platformRules
          ? library.resolve("Application Support").resolve("Jupyter")
          : library.resolve("Jupyter");
    }
    if (isWindows()) {
      String variable = platformRules ? "LOCALAPPDATA" : "APPDATA";
      String folder = platformRules ? "Jupyter" : "jupyter";
      return variable(variable)
          .map(data -> Path.of(data).resolve(folder))
          .orElseGet(() -> userHome.resolve(".jupyter").resolve("data"));
    }
    return variable("XDG_DATA_HOME")
        .map(Path::of)
        .orElseGet(() -> userHome.resolve(".local").resolve("share"))
        .resolve("jupyter");
  }

  /**
   * The data folder of the Python environment that comes first on the path.
   *
   * @throws InstallException when there is no Python
   */
  public Path pythonData() throws InstallException {
    return prefixData(pythonPrefix());
  }

  /** The data folder below an installation prefix. */
  public static Path prefixData(Path prefix) {
    return prefix.resolve("share").resolve("jupyter");
  }

  /**
   * Data folders in the order in which Jupyter looks for kernels, those of Python if there is one.
   */
  List<Path> searchPath() {
    List<Path> folders = new ArrayList<>();
    variable("JUPYTER_PATH")
        .ifPresent(
            path -> {
              for (String entry : path.split(File.pathSeparator)) {
                if (!entry.isBlank()) {
                  folders.add(Path.of(entry));
                }
              }
            });
    folders.add(userData());
    try {
      folders.add(pythonData());
    } catch (InstallException e) {
      // Without Python there is no such folder; doctor reports Python on its own line.
    }
    if (isWindows()) {
      variable("PROGRAMDATA").ifPresent(data -> folders.add(Path.of(data).resolve("jupyter")));
    } else {
      folders.add(Path.of("/usr/local/share/jupyter"));
      folders.add(Path.of("/usr/share/jupyter"));
    }
    return folders.stream().distinct().toList();
  }

  /** Where Interleave may keep what it can make again. */
  public Path cache() {
    if (isWindows()) {
      return variable("LOCALAPPDATA")
          .map(Path::of)
          .orElseGet(() -> userHome.resolve("AppData").resolve("Local"))
          .resolve("interleave");
    }
    return variable("XDG_CACHE_HOME")
        .map(Path::of)
        .orElseGet(() -> userHome.resolve(".cache"))
        .resolve("interleave");
  }

  /** Where Interleave keeps what nobody can make again, such as the history of inputs. */
  public Path data() {
    if (isWindows()) {
      return cache();
    }
    return variable("XDG_DATA_HOME")
        .map(Path::of)
        .orElseGet(() -> userHome.resolve(".local").resolve("share"))
        .resolve("interleave");
  }

  private Path pythonPrefix() throws InstallException {
    for (String python : List.of("python3", "python")) {
      try {
        Subprocess answer =
            Subprocess.run(List.of(python, "-c", "import sys; print(sys.prefix)"), 20);
        String prefix = answer.text().strip();
        if (answer.exitCode() == 0 && !prefix.isEmpty() && Files.isDirectory(Path.of(prefix))) {
          return Path.of(prefix);
        }
      } catch (IOException e) {
        continue; // Not on the path; the next name may be.
      }
    }
    throw new InstallException(
        "Neither python3 nor python is on the path",
        "Install Python 3, or say where to with --prefix DIR or --user.",
        Trouble.NO_PYTHON);
  }

  private Optional<String> variable(String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private boolean isMac() {
    return osName.toLowerCase(Locale.ROOT).startsWith("mac");
  }

  private boolean isWindows() {
    return osName.toLowerCase(Locale.ROOT).startsWith("windows");
  }
}
