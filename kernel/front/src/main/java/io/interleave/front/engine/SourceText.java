package io.interleave.front.engine;

import io.interleave.front.engine.Outcome.Problem;
import java.util.Arrays;

/** The code of a cell with its lines. Line breaks are {@code \n}; offsets are UTF-16 indices. */
final class SourceText {
  private final String title;
  private final String code;
  private final int[] lineStarts;

  SourceText(String title, String code) {
    this.title = title;
    this.code = withPlainLineBreaks(code);
    this.lineStarts = lineStarts(this.code);
  }

  String title() {
    return title;
  }

  String code() {
    return code;
  }

  /** The line, from 1, that holds the offset; offsets outside count as the nearest inside. */
  int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, clamp(offset));
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** A problem that covers {@code [start, end)}; it is cut at the end of its first line. */
  Problem problem(int start, int end, String message) {
    int from = clamp(start);
    int line = line(from);
    int lineStart = lineStarts[line - 1];
    int lineEnd = line < lineStarts.length ? lineStarts[line] - 1 : code.length();
    int to = Math.max(from, Math.min(end, lineEnd));
    return new Problem(
        line,
        code.codePointCount(lineStart, from) + 1,
        Math.max(1, code.codePointCount(from, to)),
        code.substring(lineStart, lineEnd),
        message);
  }

  /** The first offset from here on that is neither white space nor a line break; here if none. */
  int firstVisible(int offset) {
    int at = clamp(offset);
    while (at < code.length() && Character.isWhitespace(code.charAt(at))) {
      at++;
    }
    return at < code.length() ? at : clamp(offset);
  }

  /** The offset of the last character that is neither white space nor a line break; 0 if none. */
  int lastVisible() {
    int at = code.length() - 1;
    while (at > 0 && Character.isWhitespace(code.charAt(at))) {
      at--;
    }
    return Math.max(at, 0);
  }

  private int clamp(int offset) {
    return Math.max(0, Math.min(offset, code.length()));
  }

  private static String withPlainLineBreaks(String code) {
    return code.indexOf('\r') < 0 ? code : code.replace("\r\n", "\n").replace('\r', '\n');
  }

  private static int[] lineStarts(String code) {
    int[] starts = new int[(int) code.chars().filter(c -> c == '\n').count() + 1];
    int line = 1;
    for (int i = 0; i < code.length(); i++) {
      if (code.charAt(i) == '\n') {
        starts[line++] = i + 1;
      }
    }
    return starts;
  }
}
