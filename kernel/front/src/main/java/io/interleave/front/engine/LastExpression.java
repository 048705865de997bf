package io.interleave.front.engine;

/**
 * Where the expression stands that a piece of code ends with.
 *
 * @param start a UTF-16 index into the code
 * @param end behind its last character
 */
public record LastExpression(int start, int end) {

  /** Without the comments around it. */
  static LastExpression of(String code, Unit last) {
    Lexer lexer = new Lexer(code, last.start());
    lexer.next();
    int start = lexer.start();
    int end = lexer.end();
    while (lexer.next()) {
      end = lexer.end();
    }
    return new LastExpression(start, end);
  }
}
