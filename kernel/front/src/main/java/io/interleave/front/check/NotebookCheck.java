package io.interleave.front.check;

import io.interleave.front.check.CellReport.Status;
import io.interleave.front.check.Checker.Run;
import io.interleave.front.files.FileReplacement;
import io.interleave.front.install.Jdk;
import io.interleave.front.install.RunningKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Runs one notebook in a kernel of its own; on one thread, beside others. */
final class NotebookCheck {
  private static final int START_SECONDS = 60;
  private static final int END_SECONDS = 15;
  private static final int STARTS_AGAIN = 2;

  /** Viewers on the web show no SVG. */
  private static final Map<String, String> FOR_VIEWERS = Map.of("INTERLEAVE_IMAGE", "png");

  private final Jdk jdk;
  private final Path jar;
  private final Run run;
  private final Turns turns;
  private final Path file;
  private final String name;

  NotebookCheck(Checker checker, Turns turns, Path notebook) {
    this.jdk = checker.jdk();
    this.jar = checker.jar();
    this.run = checker.run();
    this.turns = turns;
    this.file = notebook.toAbsolutePath().normalize();
    this.name = String.valueOf(file.getFileName());
  }

  NotebookReport check() {
    long begin = System.nanoTime();
    List<CellReport> cells;
    try {
      String json = Files.readString(file);
      NotebookOutputs outputs = new NotebookOutputs();
      cells = run(NotebookReader.read(name, json), outputs);
      if (run.write()) {
        cells = written(cells, json, outputs);
      }
    } catch (BadNotebookException e) {
      cells = broken(e.problem());
    } catch (IOException | UncheckedIOException e) {
      cells = broken("it cannot be read or run: " + e);
    }
    return new NotebookReport(name, cells, (System.nanoTime() - begin) / 1e9);
  }

  private List<CellReport> run(Notebook notebook, NotebookOutputs outputs) throws IOException {
    try (RunningKernel kernel = turns.start(this::start)) {
      if (!kernel.hasAnswered()) {
        return broken(kernel.silence(START_SECONDS));
      }
      List<CellReport> cells =
          new NotebookRunner(kernel, run.cellLimit(), outputs, turns).run(notebook);
      kernel.end(END_SECONDS);
      return cells;
    }
  }

  private RunningKernel start() {
    Path folder = Objects.requireNonNull(file.getParent(), "an absolute file has a folder");
    try {
      RunningKernel kernel = start(folder);
      for (int again = 0; again < STARTS_AGAIN && kernel.lostItsPorts(); again++) {
        kernel.close();
        kernel = start(folder);
      }
      return kernel;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunningKernel start(Path folder) throws IOException {
    RunningKernel kernel =
        RunningKernel.start(jdk, jar, folder, run.write() ? FOR_VIEWERS : Map.of());
    kernel.awaitFirstAnswer(START_SECONDS);
    return kernel;
  }

  /** Writes only what is right, and never over what somebody has changed meanwhile. */
  private List<CellReport> written(List<CellReport> cells, String json, NotebookOutputs outputs)
      throws IOException {
    String problem = "";
    if (cells.stream().anyMatch(cell -> cell.status() == Status.FAILED)) {
      problem = "it was not written, because cells failed";
    } else if (!Files.readString(file).equals(json)) {
      problem = "it was not written, because the file has changed since; run it again";
    } else {
      FileReplacement.rewrite(file, NotebookWriter.write(json, outputs));
      return cells;
    }
    List<CellReport> all = new ArrayList<>(cells);
    all.addAll(broken(problem));
    return List.copyOf(all);
  }

  private static List<CellReport> broken(String problem) {
    return List.of(
        new CellReport("the notebook", Status.FAILED, List.of(": " + problem), List.of(), 0, 0));
  }
}
