package io.interleave.front.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What became of a cell.
 *
 * @param label such as {@code cell 7 ("int total = 0;")}
 * @param problems why it failed; empty when it did not
 * @param notes what could not be judged, or why it was skipped
 * @param held how many expectations held
 */
record CellReport(
    String label,
    Status status,
    List<String> problems,
    List<String> notes,
    int held,
    double seconds) {
  private static final Pattern LINE = Pattern.compile("(?:cell \\d+|unnumbered cell), line (\\d+)");

  /** How a cell ended for its author. */
  enum Status {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** The cell's line in which an error happened, as {@code , line 3}; empty when there is none. */
  static String line(Ran.Failure failure) {
    Matcher line = LINE.matcher(failure.traceback());
    return line.find() ? ", line " + line.group(1) : "";
  }
}
