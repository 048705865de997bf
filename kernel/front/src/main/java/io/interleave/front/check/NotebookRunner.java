package io.interleave.front.check;

import io.interleave.front.check.CellExecution.Result;
import io.interleave.front.check.CellReport.Status;
import io.interleave.front.check.Notebook.Code;
import io.interleave.front.install.RunningKernel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs the cells of a notebook, each as its expectations say. */
final class NotebookRunner {
  private final RunningKernel kernel;
  private final Duration cellLimit;
  private final NotebookOutputs outputs;
  private final Turns turns;
  private String lost = "";

  /**
   * @param kernel that has answered already
   * @param cellLimit for how long one run of a cell may take
   * @param outputs gets what the first run of each cell publishes
   * @param turns shared with the notebooks that run at the same time
   */
  NotebookRunner(RunningKernel kernel, Duration cellLimit, NotebookOutputs outputs, Turns turns) {
    this.kernel = kernel;
    this.cellLimit = cellLimit;
    this.outputs = outputs;
    this.turns = turns;
  }

  List<CellReport> run(Notebook notebook) {
    List<CellReport> reports = new ArrayList<>();
    for (Code cell : notebook.cells()) {
      if (!cell.source().isBlank()) {
        reports.add(turns.cell(cell.expectations().measuresProcessors(), () -> run(cell)));
      }
    }
    return List.copyOf(reports);
  }

  private CellReport run(Code cell) {
    String label = "code cell " + cell.number() + " (\"" + cell.headline() + "\")";
    if (cell.isSkipped()) {
      return skipped(label, "it has the tag skip-execution");
    }
    if (!lost.isEmpty()) {
      return failed(label, ": not run, because " + lost, 0);
    }
    Judgement judgement = new Judgement(cell, Runtime.getRuntime().availableProcessors());
    int number = 0;
    for (int i = 0; i < cell.expectations().repeat(); i++) {
      Result result = execute(cell, i == 0);
      if (result instanceof Result.Skipped skip) {
        return skipped(label, skip.reason());
      }
      if (result instanceof Result.KernelLost loss) {
        lost = loss.problem();
        return failed(label, ": " + lost, judgement.seconds());
      }
      if (result instanceof Result.TooLong late) {
        return failed(
            label(cell, late.number(), i),
            ": it did not end within " + cellLimit.toSeconds() + " s and was stopped",
            judgement.seconds());
      }
      Result.Finished finished = (Result.Finished) result;
      number = i == 0 ? finished.number() : number;
      label = label(cell, number, i);
      judgement.add(finished.ran());
      if (judgement.failed()) {
        break;
      }
    }
    return judgement.report(label);
  }

  private Result execute(Code cell, boolean first) {
    CellExecution execution =
        new CellExecution(
            kernel,
            outputs::accept,
            request -> {
              if (first) {
                outputs.expect(request, cell.number());
              }
            });
    return execution.run(cell.source(), first, cellLimit);
  }

  private static String label(Code cell, int number, int run) {
    return "cell "
        + number
        + " (\""
        + cell.headline()
        + "\")"
        + (run == 0 ? "" : ", run " + (run + 1));
  }

  private static CellReport skipped(String label, String reason) {
    return new CellReport(label, Status.SKIPPED, List.of(), List.of(reason), 0, 0);
  }

  private static CellReport failed(String label, String problem, double seconds) {
    return new CellReport(label, Status.FAILED, List.of(problem), List.of(), 0, seconds);
  }
}
