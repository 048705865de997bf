package io.interleave.front.render;

import io.interleave.wire.Event.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often which result came out of a race, as jcstress shows it: the most frequent first. */
public final class RaceTable {
  private static final int MOST_ROWS = 40;
  private static final List<TextTable.Column> COLUMNS =
      List.of(
          new TextTable.Column("result", false, true),
          new TextTable.Column("count", true, false),
          new TextTable.Column("share", true, false));
  private static final TextTable.Column EXPECTED = new TextTable.Column("expected", false, false);

  private final List<Row> rows = new ArrayList<>();
  private final List<String> expected;
  private final long rounds;

  private record Row(String result, long count) {}

  /**
   * @param counts how often each of {@code results} came, in the same order
   * @param expected results of a correct program; empty when nobody said
   */
  public RaceTable(List<String> results, List<Long> counts, List<String> expected) {
    long sum = 0;
    for (int i = 0; i < results.size(); i++) {
      rows.add(new Row(results.get(i), counts.get(i)));
      sum += counts.get(i);
    }
    for (String each : expected) {
      if (!results.contains(each)) {
        rows.add(new Row(each, 0));
      }
    }
    rows.sort(Comparator.comparingLong(Row::count).reversed());
    this.expected = expected;
    this.rounds = sum;
  }

  /** HTML and text in one bundle. */
  public Value bundle() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/html", html());
    data.put("text/plain", text());
    return new Value(data, "{}");
  }

  /** At most 100 columns; the first line is a sentence. */
  public String text() {
    TextTable table = new TextTable(columns());
    shown().forEach(row -> table.add(cells(row)));
    List<String> lines = new ArrayList<>(TextTable.wrap(headline()));
    lines.addAll(table.lines());
    if (rows.size() > MOST_ROWS) {
      lines.add((rows.size() - MOST_ROWS) + " rarer results are not shown.");
    }
    return String.join("\n", lines);
  }

  private String html() {
    StringBuilder out = new StringBuilder("<table><caption>");
    out.append(Names.escape(headline())).append("</caption>\n<tr>");
    for (TextTable.Column column : columns()) {
      out.append("<th scope=\"col\">").append(column.title()).append("</th>");
    }
    out.append("</tr>\n");
    for (Row row : shown()) {
      out.append("<tr>");
      List<String> cells = cells(row);
      out.append("<th scope=\"row\">").append(Names.markup(cells.get(0))).append("</th>");
      for (String cell : cells.subList(1, cells.size())) {
        out.append("<td>").append(Names.markup(cell)).append("</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</table>\n");
    return Markup.withText(out.toString(), text());
  }

  private List<Row> shown() {
    return rows.subList(0, Math.min(rows.size(), MOST_ROWS));
  }

  private List<String> cells(Row row) {
    String share = String.format(Locale.ROOT, "%.2f %%", 100.0 * row.count() / rounds);
    List<String> cells = new ArrayList<>(List.of(row.result(), Long.toString(row.count()), share));
    if (!expected.isEmpty()) {
      cells.add(expected.contains(row.result()) ? "yes" : "NO");
    }
    return cells;
  }

  private List<TextTable.Column> columns() {
    List<TextTable.Column> columns = new ArrayList<>(COLUMNS);
    if (!expected.isEmpty()) {
      columns.add(EXPECTED);
    }
    return columns;
  }

  private String headline() {
    String all = Names.count(rounds, "round") + ": ";
    if (expected.isEmpty()) {
      return all + Names.count(rows.size(), "different result") + ".";
    }
    long wrong =
        rows.stream().filter(row -> !expected.contains(row.result())).mapToLong(Row::count).sum();
    return wrong == 0
        ? all + "every result was as expected. That is no proof: a race may need more rounds."
        : all
            + wrong
            + String.format(Locale.ROOT, " (%.2f %%)", 100.0 * wrong / rounds)
            + " gave another result than "
            + String.join(" or ", expected)
            + ".";
  }
}
