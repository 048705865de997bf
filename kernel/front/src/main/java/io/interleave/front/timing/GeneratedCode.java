package io.interleave.front.timing;

import io.interleave.front.engine.CodePart;
import io.interleave.front.engine.Engine;
import io.interleave.front.timing.Sections.Section;
import java.util.ArrayList;
import java.util.List;

/**
 * Java code around the lines that a user wrote. Each of those lines keeps its number; only the
 * lines with marks are replaced, and what has to follow comes behind the last line.
 */
final class GeneratedCode {
  private final Engine engine;
  private final List<String> lines;

  /**
   * @param engine tells expressions from statements
   * @param before the lines before the first mark
   */
  GeneratedCode(Engine engine, List<String> before) {
    this.engine = engine;
    this.lines = new ArrayList<>(before);
  }

  /** Takes the place of a marking line. */
  void mark(String code) {
    lines.add(code);
  }

  /** The lines of a section as they are. */
  void statements(Section section) {
    lines.addAll(section.body());
  }

  /**
   * The lines of a section, of which the last expression becomes what it returns.
   *
   * @return what has to stand in front of the section's closing brace
   */
  String returning(Section section) {
    String body = String.join("\n", section.body());
    List<CodePart> parts = engine.parts(body);
    CodePart last = parts.isEmpty() ? null : parts.get(parts.size() - 1);
    if (last == null || last.kind() != CodePart.Kind.EXPRESSION || last.endsWithSemicolon()) {
      lines.addAll(section.body());
      return "return null; ";
    }
    String code =
        body.substring(0, last.start())
            + "return ("
            + body.substring(last.start(), last.end())
            + ");"
            + body.substring(last.end());
    lines.addAll(List.of(code.split("\n", -1)));
    return "";
  }

  /** A Java string literal. */
  static String literal(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        // A Unicode escape would become a line break before the literal is read (JLS 3.3).
        out.append(String.format("\\%03o", (int) c));
      } else if (c > '~') {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }

  @Override
  public String toString() {
    return String.join("\n", lines);
  }
}
