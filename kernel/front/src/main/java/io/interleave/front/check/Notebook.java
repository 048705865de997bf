package io.interleave.front.check;

import java.util.List;
import java.util.Set;

/**
 * The code cells of a notebook.
 *
 * @param name the file's name
 */
record Notebook(String name, List<Code> cells) {

  /**
   * A code cell.
   *
   * @param number counts the code cells, from 1
   * @param problem what is wrong with its metadata, or empty
   */
  record Code(
      int number, String source, Set<String> tags, Expectations expectations, String problem) {
    boolean isSkipped() {
      return source.isBlank() || tags.contains("skip-execution");
    }

    boolean mayFail() {
      return tags.contains("raises-exception") || expectations.wantsError();
    }

    /** Its first line of code, cut to a length that fits into a report. */
    String headline() {
      String line =
          source.lines().map(String::strip).filter(l -> !l.isEmpty()).findFirst().orElse("");
      return line.length() <= 40 ? line : line.substring(0, 39) + "…";
    }
  }
}
