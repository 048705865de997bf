package io.interleave.front.check;

import io.interleave.front.check.CellReport.Status;
import io.interleave.front.check.Notebook.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Holds the runs of a cell against what its author expects; pure. */
final class Judgement {
  private final Code cell;
  private final int processors;
  private final List<String> problems = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private int held;
  private double seconds;

  /**
   * @param processors of this machine
   */
  Judgement(Code cell, int processors) {
    this.cell = cell;
    this.processors = processors;
    if (!cell.problem().isEmpty()) {
      problems.add(": " + cell.problem());
    }
  }

  /** Judges one more run. */
  void add(Ran ran) {
    seconds += ran.seconds();
    if (ran.failure().isPresent() && !cell.mayFail()) {
      Ran.Failure failure = ran.failure().get();
      String message = failure.message().lines().findFirst().orElse("");
      problems.add(
          CellReport.line(failure)
              + ": "
              + failure.name().substring(failure.name().lastIndexOf('.') + 1)
              + (message.isEmpty() ? "" : ": " + message));
    }
    int cores = cell.expectations().cores();
    if (processors < cores) {
      notes.add("it takes " + cores + " processors, there are " + processors);
      return;
    }
    for (Expectation expectation : cell.expectations().all()) {
      Verdict verdict = expectation.judge(ran);
      if (verdict instanceof Verdict.Failed failed) {
        problems.add(": " + expectation.name() + ": " + failed.problem());
      } else if (verdict instanceof Verdict.NotJudged open) {
        notes.add(expectation.name() + ": " + open.reason());
      } else {
        held++;
      }
    }
  }

  boolean failed() {
    return !problems.isEmpty();
  }

  double seconds() {
    return seconds;
  }

  CellReport report(String label) {
    return new CellReport(
        label,
        failed() ? Status.FAILED : Status.PASSED,
        List.copyOf(problems),
        List.copyOf(notes),
        held,
        seconds);
  }
}
