package io.interleave.front.app;

import io.interleave.front.check.Checker;
import io.interleave.front.install.InstallException;
import io.interleave.front.install.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code check}. */
@Command(
    name = "check",
    description = "Runs notebooks and checks what their cells expect (notebooks/README.md).")
final class CheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NOTEBOOK",
      arity = "1..*",
      description = "notebooks, or folders for all notebooks in them")
  private List<Path> notebooks = List.of();

  @Option(
      names = "--jdk",
      paramLabel = "HOME",
      description = "the JDK that runs kernel and cells (default: the one that runs this)")
  private @Nullable Path jdk;

  @Option(names = "--junit", paramLabel = "FILE", description = "writes the results as JUnit XML")
  private @Nullable Path junit;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "how long a cell may take (default: ${DEFAULT-VALUE})")
  private int timeout = 120;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "how many notebooks run side by side; cells that measure processors run alone"
              + " (default: ${DEFAULT-VALUE})")
  private int jobs = 1;

  @Option(
      names = "--write",
      description = "writes each notebook that passes with its outputs, pictures as PNG")
  private boolean write;

  CheckCommand() {}

  @Override
  public Integer call() throws InstallException, IOException, InterruptedException {
    for (Path notebook : notebooks) {
      if (!Files.exists(notebook)) {
        throw new ParameterException(spec.commandLine(), "There is no notebook " + notebook + ".");
      }
    }
    atLeastOne("--timeout", timeout);
    atLeastOne("--jobs", jobs);
    Jdk java = Jdk.at(jdk == null ? Jdk.running() : jdk.toAbsolutePath().normalize());
    Checker checker =
        new Checker(
            java,
            OwnJar.path(),
            new Checker.Run(Duration.ofSeconds(timeout), jobs, write),
            System.out::println);
    return checker.check(notebooks, junit) ? 0 : 1;
  }

  private void atLeastOne(String option, int value) {
    if (value < 1) {
      throw new ParameterException(spec.commandLine(), option + " is " + value + ", less than 1.");
    }
  }
}
