package io.interleave.front.render;

import io.interleave.front.render.StyledText.Style;

/**
 * A source line and the underline below it. Tabs are kept in the underline's margin so that both
 * lines agree however wide a tab is; wide characters (CJK, emoji) take two columns.
 *
 * @param line the line, cut around the underlined part when very long
 * @param margin white space up to the underline
 * @param underline carets
 */
record SourceExcerpt(String line, String margin, String underline) {
  private static final int WIDTH = 160;

  /**
   * @param column from 1, in code points
   * @param length code points to underline, at least 1
   */
  static SourceExcerpt of(String sourceLine, int column, int length) {
    int[] points = sourceLine.codePoints().toArray();
    int start = Math.max(0, Math.min(column - 1, points.length));
    int end = Math.max(start, Math.min(start + length, points.length));
    int from = points.length > WIDTH ? Math.max(0, start - WIDTH / 2) : 0;
    int to = Math.min(points.length, from + WIDTH);
    end = Math.min(end, to);
    StringBuilder margin = new StringBuilder(from > 0 ? "  " : "");
    for (int i = from; i < start; i++) {
      margin.append(points[i] == '\t' ? "\t" : " ".repeat(columns(points[i])));
    }
    int width = 0;
    for (int i = start; i < end; i++) {
      width += columns(points[i]);
    }
    String shown =
        (from > 0 ? "… " : "")
            + new String(points, from, to - from)
            + (to < points.length ? " …" : "");
    return new SourceExcerpt(shown, margin.toString(), "^".repeat(Math.max(1, width)));
  }

  void write(StyledText out, String indent) {
    out.add(indent + line).newLine();
    out.add(indent + margin).add(Style.MARK, underline).newLine();
  }

  private static int columns(int point) {
    if (Character.getType(point) == Character.NON_SPACING_MARK) {
      return 0;
    }
    boolean wide =
        point >= 0x1100 && point <= 0x115F
            || point >= 0x2E80 && point <= 0xA4CF
            || point >= 0xAC00 && point <= 0xD7A3
            || point >= 0xF900 && point <= 0xFAFF
            || point >= 0xFE30 && point <= 0xFE6F
            || point >= 0xFF00 && point <= 0xFF60
            || point >= 0xFFE0 && point <= 0xFFE6
            || point >= 0x1F300 && point <= 0x1F64F
            || point >= 0x1F900 && point <= 0x1F9FF
            || point >= 0x20000 && point <= 0x3FFFD;
    return wide ? 2 : 1;
  }
}
