package io.interleave.front.render;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines of text with a few styles, written out as ANSI text (error outputs), plain text or HTML.
 * Not for sharing by threads.
 */
final class StyledText {

  /** What a span is; each has one ANSI rendition and one set of HTML attributes. */
  enum Style {
    PLAIN("", ""),
    ERROR("\u001b[1;31m", "font-weight:bold;color:var(--jp-error-color1,#c62828)"),
    MARK("\u001b[31m", "color:var(--jp-error-color1,#c62828)"),
    PLACE("\u001b[36m", "color:var(--jp-info-color1,#00708a)"),
    STRONG("\u001b[1m", "font-weight:bold"),
    DIM("\u001b[90m", "opacity:0.7");

    private final String ansi;
    private final String css;

    Style(String ansi, String css) {
      this.ansi = ansi;
      this.css = css;
    }
  }

  private record Span(Style style, String text) {}

  private final List<List<Span>> lines = new ArrayList<>(List.of(new ArrayList<>()));

  /** Appends text; line breaks in it begin new lines. */
  StyledText add(Style style, String text) {
    int from = 0;
    for (int to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      addSpan(style, text.substring(from, to));
      newLine();
      from = to + 1;
    }
    addSpan(style, text.substring(from));
    return this;
  }

  StyledText add(String text) {
    return add(Style.PLAIN, text);
  }

  StyledText newLine() {
    lines.add(new ArrayList<>());
    return this;
  }

  private void addSpan(Style style, String text) {
    if (!text.isEmpty()) {
      String line = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
      lines.get(lines.size() - 1).add(new Span(style, line));
    }
  }

  private List<List<Span>> withoutTrailingBlank() {
    int end = lines.size();
    while (end > 1 && lines.get(end - 1).isEmpty()) {
      end--;
    }
    return lines.subList(0, end);
  }

  /** The lines, without line breaks, coloured by ANSI escape sequences. */
  List<String> ansiLines() {
    return withoutTrailingBlank().stream()
        .map(line -> line.stream().map(StyledText::ansi).collect(Collectors.joining()))
        .collect(Collectors.toList());
  }

  private static String ansi(Span span) {
    return span.style == Style.PLAIN ? span.text : span.style.ansi + span.text + "\u001b[0m";
  }

  /** The text without any style. */
  String plain() {
    return withoutTrailingBlank().stream()
        .map(line -> line.stream().map(Span::text).collect(Collectors.joining()))
        .collect(Collectors.joining("\n"));
  }

  /** The same as one {@code <pre>} element that survives sanitising: no scripts, no classes. */
  String html(String css) {
    return withoutTrailingBlank().stream()
        .map(line -> line.stream().map(StyledText::html).collect(Collectors.joining()))
        .collect(Collectors.joining("\n", "<pre style=\"" + css + "\">", "</pre>"));
  }

  private static String html(Span span) {
    String text = escape(span.text);
    return span.style == Style.PLAIN
        ? text
        : "<span style=\"" + span.style.css + "\">" + text + "</span>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
