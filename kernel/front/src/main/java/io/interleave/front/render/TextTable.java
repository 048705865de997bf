package io.interleave.front.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines up cells in columns, within a width: when they do not fit, first the gaps shrink to one
 * blank, then the flexible columns are cut.
 */
final class TextTable {
  /** The widest line of any report. */
  static final int WIDTH = 100;

  private static final int NARROWEST = 8;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * @param right whether its cells end at the same column, as numbers do
   * @param flexible whether it may be cut to 8 columns
   */
  record Column(String title, boolean right, boolean flexible) {}

  TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
    rows.add(columns.stream().map(Column::title).toList());
  }

  /** A row with a cell for each column. */
  void add(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells, " + columns.size() + " columns");
    }
    rows.add(cells.stream().map(Names::clean).toList());
  }

  /** The lines, the titles first, without blanks at their ends. */
  List<String> lines() {
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Names.width(row.get(i)));
      }
    }
    int gap = total(widths, 2) <= WIDTH ? 2 : 1;
    while (total(widths, gap) > WIDTH && shrink(widths)) {}
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      lines.add(line(row, widths, gap));
    }
    return lines;
  }

  private static int total(int[] widths, int gap) {
    int total = gap * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    return total;
  }

  private boolean shrink(int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      if (columns.get(i).flexible()
          && widths[i] > NARROWEST
          && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    if (widest < 0) {
      return false;
    }
    widths[widest]--;
    return true;
  }

  private String line(List<String> row, int[] widths, int gap) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Names.cut(row.get(i), widths[i]);
      String fill = " ".repeat(Math.max(0, widths[i] - Names.width(cell)));
      if (i > 0) {
        line.append(" ".repeat(gap));
      }
      line.append(columns.get(i).right() ? fill + cell : cell + fill);
    }
    return line.toString().stripTrailing();
  }

  /** Text in lines of at most 100 columns, broken at blanks, later lines indented by two. */
  static List<String> wrap(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ")) {
      boolean first = line.length() == 0 || line.toString().isBlank();
      if (!first && Names.width(line.toString()) + 1 + Names.width(word) > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("  ");
        first = true;
      }
      line.append(first ? "" : " ")
          .append(first ? Names.cut(word, WIDTH - 2) : Names.cut(word, WIDTH));
    }
    lines.add(line.toString());
    return lines;
  }
}
