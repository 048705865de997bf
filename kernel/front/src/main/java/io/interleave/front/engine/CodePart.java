package io.interleave.front.engine;

/**
 * A top-level part of some code: what JShell takes in one go.
 *
 * @param kind what it is
 * @param start a UTF-16 index into the code, behind comments
 * @param end behind its last token
 * @param endsWithSemicolon whether that token is a semicolon
 */
public record CodePart(Kind kind, int start, int end, boolean endsWithSemicolon) {

  /** What a part is. */
  public enum Kind {
    /** An import, a class or interface, a method, or a variable. */
    DECLARATION,
    EXPRESSION,
    STATEMENT
  }

  static CodePart of(String code, Unit unit, int limit) {
    Lexer lexer = new Lexer(code, unit.start());
    lexer.next();
    int start = lexer.start();
    int end = lexer.end();
    boolean semicolon = lexer.is(";");
    while (lexer.next() && lexer.start() < limit) {
      end = lexer.end();
      semicolon = lexer.is(";");
    }
    Kind kind =
        switch (unit.kind()) {
          case EXPRESSION -> Kind.EXPRESSION;
          case STATEMENT -> Kind.STATEMENT;
          default -> Kind.DECLARATION;
        };
    return new CodePart(kind, start, end, semicolon);
  }
}
