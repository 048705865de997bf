package io.interleave.front.render;

import io.interleave.front.threads.End;
import io.interleave.front.threads.RowGroup;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import io.interleave.wire.Event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table of a cell's threads: who ran, how long, on how much CPU, and where it waited. */
public final class ThreadTable {
  /** Names of at most so many characters are kept in one line. */
  private static final int ONE_LINE = 40;

  private final ThreadReport report;

  public ThreadTable(ThreadReport report) {
    this.report = report;
  }

  /** The table as {@code text/html}, {@code text/plain} and JSON in one bundle. */
  public Value bundle() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/html", html());
    data.put("text/plain", text());
    data.put(ThreadJson.MIME_TYPE, new ThreadJson(report).text());
    return new Value(data, "{}");
  }

  /** At most 100 columns; the first line is a sentence. Ends without a line break. */
  public String text() {
    ThreadGrid grid = new ThreadGrid(report, "-");
    TextTable table = new TextTable(grid.columns());
    grid.rows().forEach(table::add);
    table.add(grid.total(report));
    List<String> lines = new ArrayList<>(TextTable.wrap(new Headline(report).text()));
    lines.add(report.run().title() + ", times in " + grid.scale().word());
    lines.addAll(table.lines());
    for (String note : notes(grid)) {
      lines.addAll(TextTable.wrap(note));
    }
    return String.join("\n", lines);
  }

  /** A table with a caption and headers, and the complete text. */
  public String html() {
    ThreadGrid grid = new ThreadGrid(report, "\u2013");
    StringBuilder out = new StringBuilder("<table><caption>");
    out.append(Names.escape(new Headline(report).text())).append("</caption>\n<tr>");
    List<TextTable.Column> columns = grid.columns();
    for (int i = 0; i < columns.size(); i++) {
      String title = columns.get(i).title();
      String unit = grid.isTime(i) ? " (" + grid.scale().unit() + ")" : "";
      out.append("<th scope=\"col\"").append(align(columns.get(i), false)).append('>');
      out.append(title).append(unit).append("</th>");
    }
    out.append("</tr>\n");
    for (List<String> row : grid.rows()) {
      row(out, columns, row);
    }
    row(out, columns, grid.total(report));
    out.append("</table>\n");
    for (String note : notes(grid)) {
      out.append("<p>").append(Names.escape(note)).append("</p>\n");
    }
    return Markup.withText(out.toString(), text());
  }

  private static void row(StringBuilder out, List<TextTable.Column> columns, List<String> cells) {
    out.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String tag = i == 1 ? "th" : "td";
      out.append('<').append(tag).append(i == 1 ? " scope=\"row\"" : "");
      out.append(align(columns.get(i), i == 1 && cells.get(i).length() <= ONE_LINE)).append('>');
      out.append(Names.markup(cells.get(i)));
      out.append("</").append(tag).append('>');
    }
    out.append("</tr>\n");
  }

  private static String align(TextTable.Column column, boolean oneLine) {
    return " style=\"text-align: "
        + (column.right() ? "right" : "left")
        + (oneLine ? "; white-space: nowrap" : "")
        + "\"";
  }

  private List<String> notes(ThreadGrid grid) {
    List<String> notes = new ArrayList<>();
    for (ThreadRow row : report.rows()) {
      if (row.end() instanceof End.Threw threw && notes.size() < 5) {
        notes.add(
            Names.cut(row.label(), 40) + " was ended by " + Names.clean(threw.className()) + ".");
      }
    }
    if (!report.run().running()
        && report.rows().stream()
            .anyMatch(
                r ->
                    r.end() instanceof End.StillRunning
                        && r.kind() != ThreadRow.Kind.CELL
                        && r.kind() != ThreadRow.Kind.POOL)) {
      notes.add("Still running: the figures are those of the cell's end.");
    }
    if (report.rows().stream()
        .anyMatch(r -> r.kind() == ThreadRow.Kind.VIRTUAL && r.times().cpu().isEmpty())) {
      notes.add("The CPU time of a virtual thread is not measurable.");
    }
    if (report.rows().size() > RowGroup.MOST_SINGLE_ROWS) {
      notes.add("Threads of like names are shown as one: their median and their maximum.");
    }
    if (grid.leftOut() > 0) {
      notes.add(Names.count(grid.leftOut(), "more thread") + " not shown.");
    }
    notes.addAll(report.notes());
    return notes;
  }
}
