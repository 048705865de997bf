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

  /** Whether its last token is a semicolon, which says of an expression: do not show the value. */
  boolean endsWithSemicolon() {
    boolean semicolon = false;
    Lexer lexer = new Lexer(source, 0);
    while (lexer.next()) {
      semicolon = lexer.first() == ';';
    }
    return semicolon;
  }
}
