package io.interleave.front.render;

import io.interleave.wire.Event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sentence, a table and remarks, as text and as HTML. */
final class ReportPage {
  private final String sentence;
  private final List<TextTable.Column> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();

  ReportPage(String sentence, List<TextTable.Column> columns) {
    this.sentence = sentence;
    this.columns = List.copyOf(columns);
  }

  static TextTable.Column words(String title) {
    return new TextTable.Column(title, false, true);
  }

  static TextTable.Column number(String title) {
    return new TextTable.Column(title, true, false);
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  void remark(String remark) {
    remarks.add(remark);
  }

  Value bundle() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/html", html());
    data.put("text/plain", text());
    return new Value(data, "{}");
  }

  String text() {
    TextTable table = new TextTable(columns);
    rows.forEach(table::add);
    List<String> lines = new ArrayList<>(TextTable.wrap(sentence));
    lines.addAll(table.lines());
    remarks.forEach(r -> lines.addAll(TextTable.wrap(r)));
    return String.join("\n", lines);
  }

  private String html() {
    StringBuilder out = new StringBuilder("<table><caption>");
    out.append(Names.escape(sentence)).append("</caption>\n<tr>");
    for (TextTable.Column column : columns) {
      out.append("<th scope=\"col\"").append(align(column)).append('>');
      out.append(Names.escape(column.title())).append("</th>");
    }
    out.append("</tr>\n");
    for (List<String> row : rows) {
      out.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String tag = i == 0 ? "th scope=\"row\"" : "td";
        out.append('<').append(tag).append(align(columns.get(i))).append('>');
        out.append(Names.markup(row.get(i))).append(i == 0 ? "</th>" : "</td>");
      }
      out.append("</tr>\n");
    }
    out.append("</table>\n");
    remarks.forEach(r -> out.append("<p>").append(Names.escape(r)).append("</p>\n"));
    return Markup.withText(out.toString(), text());
  }

  private static String align(TextTable.Column column) {
    return " style=\"text-align: " + (column.right() ? "right" : "left") + "\"";
  }
}
