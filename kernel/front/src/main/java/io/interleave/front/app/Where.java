package io.interleave.front.app;

import io.interleave.front.install.InstallException;
import io.interleave.front.install.Installation;
import io.interleave.front.install.JupyterFolders;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that say which installation is meant. */
final class Where {
  @ArgGroup(exclusive = true)
  private @Nullable Place place;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = Installation.DEFAULT_NAME,
      description = "the name Jupyter knows the kernel by (default: ${DEFAULT-VALUE})")
  private String name = Installation.DEFAULT_NAME;

  Where() {}

  /** One of three; none means {@code --user}. */
  static final class Place {
    @Option(names = "--user", description = "for you, in your Jupyter data folder (the default)")
    @SuppressWarnings("UnusedVariable") // What it asks for is what happens without it.
    private boolean user;

    @Option(
        names = "--sys-prefix",
        description = "in the Python environment that comes first on the path")
    private boolean sysPrefix;

    @Option(
        names = "--prefix",
        paramLabel = "DIR",
        description = "in DIR/share/jupyter/kernels, such as the folder of a virtual environment")
    private @Nullable Path prefix;
  }

  Path data() throws InstallException {
    JupyterFolders folders = JupyterFolders.here();
    if (place != null && place.prefix != null) {
      return JupyterFolders.prefixData(place.prefix);
    }
    return place != null && place.sysPrefix ? folders.pythonData() : folders.userData();
  }

  boolean isGiven() {
    return place != null;
  }

  String name() {
    return name;
  }
}
