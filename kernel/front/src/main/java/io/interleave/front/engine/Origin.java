package io.interleave.front.engine;

import io.interleave.front.engine.Outcome.Problem;
import java.util.List;

/**
 * The place in a cell that a snippet came from.
 *
 * @param offset where in the cell's code the snippet's source starts
 * @param insertions what the snippet's source has that the cell has not, in their order
 */
record Origin(SourceText text, int offset, List<Insertion> insertions) {

  /**
   * @param at where it starts in the snippet's source
   */
  record Insertion(int at, int length) {}

  /** The cell's line, from 1, of a place in the snippet's source. */
  int line(int inSnippet) {
    return text.line(inCell(inSnippet));
  }

  /** A problem that covers {@code [start, end)} of the snippet's source. */
  Problem problem(int start, int end, String message) {
    int from = start > 0 ? inCell(start) : text.firstVisible(offset); // blanks are no place
    return text.problem(from, Math.max(from, inCell(end)), message);
  }

  private int inCell(int inSnippet) {
    int inserted = 0;
    for (Insertion insertion : insertions) {
      inserted += Math.max(0, Math.min(insertion.length(), inSnippet - insertion.at()));
    }
    return offset + inSnippet - inserted;
  }
}
