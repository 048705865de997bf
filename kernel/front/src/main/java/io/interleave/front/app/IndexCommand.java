package io.interleave.front.app;

import io.interleave.front.check.CourseIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code index}. */
@Command(
    name = "index",
    description = "Writes the tables of a folder's README.md from the notebooks in it.")
final class IndexCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", description = "the folder with the notebooks")
  private Path folder = Path.of("");

  @Option(names = "--check", description = "writes nothing and fails when they are out of date")
  private boolean check;

  IndexCommand() {}

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "There is no folder " + folder + ".");
    }
    try {
      CourseIndex index = CourseIndex.of(folder);
      if (!check) {
        System.out.println(index.write());
      } else if (!index.isUpToDate()) {
        System.err.println(
            "interleave: the index in "
                + folder
                + " is out of date. Write it again: java -jar interleave.jar index "
                + folder);
        return 1;
      }
      return 0;
    } catch (IOException e) {
      System.err.println("interleave: the index cannot be made: " + e.getMessage());
      return 1;
    }
  }
}
