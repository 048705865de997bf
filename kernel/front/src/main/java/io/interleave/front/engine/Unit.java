package io.interleave.front.engine;

import io.interleave.front.engine.Origin.Insertion;
import java.util.List;

/**
 * What one call of JShell gets.
 *
 * @param start where it starts in the cell's code
 * @param source the code from there, perhaps with something inserted and a semicolon at its end
 */
record Unit(int start, String source, Kind kind, List<Insertion> insertions) {

  /** What it is, as far as a parser can tell. */
  enum Kind {
    IMPORT,
    TYPE,
    METHOD,
    VARIABLE,
    EXPRESSION,
    STATEMENT
  }

  Origin origin(SourceText text) {
    return new Origin(text, start, insertions);
  }

  /** The source up to its last token. */
  String withoutTrailingComment() {
    int end = 0;
    Lexer lexer = new Lexer(source, 0);
    while (lexer.next()) {
      end = lexer.end();
    }
    return source.substring(0, end);
  }

  /**
   * Whether it is an expression that means the same wherever its value goes. Not so are those whose
   * parts take the type of their surroundings (JLS 15.2); and an assignment is not shown.
   */
  boolean isPlainValue() {
    if (kind != Kind.EXPRESSION) {
      return false;
    }
    Lexer lexer = new Lexer(source, 0);
    while (lexer.next()) {
      if (lexer.is("?") || lexer.is("switch") || lexer.is("=") && isAssignment(lexer.start())) {
        return false;
      }
    }
    return true;
  }

  private boolean isAssignment(int at) {
    char before = at > 0 ? source.charAt(at - 1) : ' ';
    char behind = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
    boolean order = (before == '<' || before == '>') && (at < 2 || source.charAt(at - 2) != before);
    return behind != '=' && before != '=' && before != '!' && !order;
  }

  /**
   * Whether it may be an expression without a semicolon, which would say: do not show the value.
   */
  boolean mayBeValue() {
    return (kind == Kind.EXPRESSION || kind == Kind.STATEMENT && isSwitch())
        && !endsWithSemicolon();
  }

  private boolean isSwitch() {
    Lexer lexer = new Lexer(source, 0);
    return lexer.next() && lexer.is("switch"); // a statement to a parser, an expression to JShell
  }

  private boolean endsWithSemicolon() {
    boolean semicolon = false;
    Lexer lexer = new Lexer(source, 0);
    while (lexer.next()) {
      semicolon = lexer.first() == ';';
    }
    return semicolon;
  }
}
