package io.interleave.front.app;

import io.interleave.front.install.InstallException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line, for everything but the kernel itself. */
@Command(
    name = "interleave",
    description = "A Jupyter kernel for Java that shows what threads do.",
    mixinStandardHelpOptions = true,
    versionProvider = Commands.Version.class,
    subcommands = {
      InstallCommand.class,
      UninstallCommand.class,
      DoctorCommand.class,
      RenewCommand.class,
      CheckCommand.class,
      IndexCommand.class
    },
    footer = {"", "Jupyter starts the kernel with: kernel CONNECTION_FILE"})
public final class Commands implements Runnable {
  @Spec private CommandSpec spec;

  Commands() {}

  /** Runs a command and ends the JVM with its status: 0 done, 1 failed, 2 not understood. */
  public static void run(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return line().execute(args);
  }

  /** The command line with all commands. */
  static CommandLine line() {
    CommandLine line = new CommandLine(new Commands());
    line.getSubcommands().values().forEach(command -> command.addMixin("help", new Help()));
    return line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof InstallException) {
            command.getErr().println("interleave: " + failure.getMessage());
            return 1;
          }
          throw failure;
        });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do.");
  }

  /** Reads the version from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Commands.class.getPackage().getImplementationVersion();
      return new String[] {
        "Interleave " + (version == null ? "(not built into a jar)" : version),
        "Java " + Runtime.version() + " at " + System.getProperty("java.home")
      };
    }
  }
}
