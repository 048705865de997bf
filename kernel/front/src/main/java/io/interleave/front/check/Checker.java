package io.interleave.front.check;

import io.interleave.front.check.CellReport.Status;
import io.interleave.front.install.Jdk;
import io.interleave.front.install.RunningKernel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks notebooks one after another, each in a kernel of its own.
 *
 * @param jdk runs kernel and cells
 * @param jar the {@code interleave.jar}
 * @param cellLimit for how long one run of a cell may take
 * @param say gets a line for each failure and one for each notebook, as soon as it is done
 */
public record Checker(Jdk jdk, Path jar, Duration cellLimit, Consumer<String> say) {
  private static final int START_SECONDS = 60;
  private static final int END_SECONDS = 15;

  /**
   * Checks all.
   *
   * @param places notebooks, and folders that stand for the notebooks in them
   * @param junit gets the results as JUnit XML, when it is not null
   * @return whether all cells did what they should
   * @throws IOException when a folder cannot be read or the XML cannot be written
   */
  public boolean check(List<Path> places, @Nullable Path junit) throws IOException {
    List<NotebookReport> reports = new ArrayList<>();
    for (Path notebook : notebooks(places)) {
      NotebookReport report = check(notebook.toAbsolutePath().normalize());
      report.lines().forEach(say);
      reports.add(report);
    }
    if (junit != null) {
      Path folder = junit.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(junit, JUnitXml.of(reports));
    }
    return reports.stream().allMatch(NotebookReport::passed);
  }

  private static List<Path> notebooks(List<Path> places) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path place : places) {
      if (!Files.isDirectory(place)) {
        all.add(place);
        continue;
      }
      try (Stream<Path> files = Files.list(place)) {
        all.addAll(files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList());
      }
    }
    return all;
  }

  private NotebookReport check(Path file) {
    String name = String.valueOf(file.getFileName());
    long begin = System.nanoTime();
    List<CellReport> cells;
    try {
      cells = run(NotebookReader.read(name, Files.readString(file)), file);
    } catch (BadNotebookException e) {
      cells = broken(e.problem());
    } catch (IOException e) {
      cells = broken("it cannot be read or run: " + e);
    }
    return new NotebookReport(name, cells, (System.nanoTime() - begin) / 1e9);
  }

  private List<CellReport> run(Notebook notebook, Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent(), "an absolute file has a folder");
    try (RunningKernel kernel = RunningKernel.start(jdk, jar, folder)) {
      if (!kernel.awaitFirstAnswer(START_SECONDS)) {
        return broken(kernel.silence(START_SECONDS));
      }
      List<CellReport> cells = new NotebookRunner(kernel, cellLimit).run(notebook);
      kernel.end(END_SECONDS);
      return cells;
    }
  }

  private static List<CellReport> broken(String problem) {
    return List.of(
        new CellReport("the notebook", Status.FAILED, List.of(": " + problem), List.of(), 0, 0));
  }
}
