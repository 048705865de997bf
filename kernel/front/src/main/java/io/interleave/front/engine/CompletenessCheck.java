package io.interleave.front.engine;

import io.interleave.front.engine.Completeness.Status;
import java.util.List;

/** Tells whether code could run as it stands, and how its next line is indented. */
final class CompletenessCheck {
  private static final String STEP = "    ";

  private CompletenessCheck() {}

  /**
   * @param pieces what {@link Splitter} made of the code
   * @param invalid whether any complete piece of it has a syntax error
   */
  static Completeness of(String code, List<Splitter.Piece> pieces, boolean invalid) {
    boolean incomplete =
        !pieces.isEmpty() && pieces.get(pieces.size() - 1).state() == Splitter.State.INCOMPLETE;
    if (invalid) {
      return new Completeness(Status.INVALID, "");
    }
    return incomplete
        ? new Completeness(Status.INCOMPLETE, indent(code))
        : new Completeness(Status.COMPLETE, "");
  }

  private static String indent(String code) {
    List<String> lines = code.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty() || insideTextBlock(code)) {
      return "";
    }
    String last = lines.get(lines.size() - 1);
    String current = last.substring(0, last.length() - last.stripLeading().length());
    char end = last.stripTrailing().charAt(last.stripTrailing().length() - 1);
    return end == '{' || end == '(' || end == '[' ? current + STEP : current;
  }

  private static boolean insideTextBlock(String code) {
    Lexer lexer = new Lexer(code, 0);
    boolean open = false;
    while (lexer.next()) {
      String text = lexer.text();
      open = text.startsWith("\"\"\"") && (text.length() < 6 || !text.endsWith("\"\"\""));
    }
    return open;
  }
}
