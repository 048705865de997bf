package io.interleave.front.check;

import io.interleave.front.check.CellReport.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What became of a notebook's cells. */
record NotebookReport(String name, List<CellReport> cells, double seconds) {

  boolean passed() {
    return count(Status.FAILED) == 0;
  }

  long count(Status status) {
    return cells.stream().filter(cell -> cell.status() == status).count();
  }

  /** A line for each failure, one for what was not judged, and one that sums up. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (CellReport cell : cells) {
      cell.problems().forEach(problem -> lines.add(name + ": " + cell.label() + problem));
      if (cell.status() != Status.SKIPPED) {
        cell.notes()
            .forEach(note -> lines.add(name + ": " + cell.label() + ": not judged: " + note));
      }
    }
    int held = cells.stream().mapToInt(CellReport::held).sum();
    long failed = count(Status.FAILED);
    long skipped = count(Status.SKIPPED);
    lines.add(
        name
            + (passed() ? "  ok  " + counted(cells.size(), "cell") : "  FAILED  " + failed + " of ")
            + (passed() ? "" : counted(cells.size(), "cell"))
            + "  ("
            + counted(held, "expectation")
            + " held, "
            + counted(skipped, "cell")
            + " skipped, "
            + String.format(Locale.ROOT, "%.1f s)", seconds));
    return lines;
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
