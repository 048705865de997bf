package io.interleave.front.check;

import io.interleave.front.check.CellReport.Status;
import java.util.List;
import java.util.Locale;

/** Writes reports as JUnit XML: a suite for each notebook, a case for each cell. */
final class JUnitXml {
  private JUnitXml() {}

  static String of(List<NotebookReport> notebooks) {
    StringBuilder xml =
        new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    notebooks.forEach(notebook -> suite(xml, notebook));
    return xml.append("</testsuites>\n").toString();
  }

  private static void suite(StringBuilder xml, NotebookReport notebook) {
    xml.append("  <testsuite name=\"").append(escape(notebook.name()));
    xml.append("\" tests=\"").append(notebook.cells().size());
    xml.append("\" failures=\"").append(notebook.count(Status.FAILED));
    xml.append("\" errors=\"0\" skipped=\"").append(notebook.count(Status.SKIPPED));
    xml.append("\" time=\"").append(seconds(notebook.seconds())).append("\">\n");
    for (CellReport cell : notebook.cells()) {
      xml.append("    <testcase classname=\"").append(escape(notebook.name()));
      xml.append("\" name=\"").append(escape(cell.label()));
      xml.append("\" time=\"").append(seconds(cell.seconds())).append('"');
      if (cell.status() == Status.PASSED && cell.notes().isEmpty()) {
        xml.append("/>\n");
        continue;
      }
      xml.append(">\n");
      String notes = escape(String.join("\n", cell.notes()));
      if (cell.status() == Status.FAILED) {
        String all = escape(cell.label() + String.join("\n" + cell.label(), cell.problems()));
        xml.append("      <failure message=\"").append(all.replace("\n", "&#10;"));
        xml.append("\">").append(all).append("</failure>\n");
      } else if (cell.status() == Status.SKIPPED) {
        xml.append("      <skipped message=\"").append(notes.replace("\n", "&#10;"));
        xml.append("\"/>\n");
      }
      if (cell.status() != Status.SKIPPED && !notes.isEmpty()) {
        xml.append("      <system-out>").append(notes).append("</system-out>\n");
      }
      xml.append("    </testcase>\n");
    }
    xml.append("  </testsuite>\n");
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Characters that XML 1.0 cannot hold become question marks. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\t' -> out.append((char) c);
                default -> out.appendCodePoint(isXml(c) ? c : '?');
              }
            });
    return out.toString();
  }

  private static boolean isXml(int c) {
    return c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c >= 0x10000;
  }
}
