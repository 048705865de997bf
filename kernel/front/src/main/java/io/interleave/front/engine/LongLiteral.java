package io.interleave.front.engine;

import io.interleave.front.engine.Outcome.Problem;
import java.util.Optional;

/**
 * Finds string literals that no class file can hold (JVMS 4.4.7). They must not reach JShell: it
 * keeps one compiler for all snippets, and javac leaves the refused constant in the pool that it
 * writes the next class with, so that nothing compiles any more (JDK 17 to 25).
 */
final class LongLiteral {
  private static final int MOST_BYTES = 65_535;

  private LongLiteral() {}

  static Optional<Problem> in(SourceText text) {
    String code = text.code();
    // Three bytes a character is the most that the encoding takes.
    if (code.length() <= MOST_BYTES / 3) {
      return Optional.empty();
    }
    Lexer lexer = new Lexer(code, 0);
    while (lexer.next()) {
      if (lexer.first() == '"' && bytes(lexer.text()) > MOST_BYTES) {
        String message =
            "This string is longer than the "
                + MOST_BYTES
                + " bytes that a class file can hold. Read it from a file, or join shorter ones"
                + " with String.join.";
        return Optional.of(text.problem(lexer.start(), lexer.start() + 1, message));
      }
    }
    return Optional.empty();
  }

  /** Bytes in modified UTF-8; an escape counts as one, which is never too many. */
  private static int bytes(String literal) {
    int quotes = literal.startsWith("\"\"\"") ? 6 : 2;
    int bytes = -quotes;
    for (int i = 0; i < literal.length(); i++) {
      char c = literal.charAt(i);
      if (c == '\\') {
        i++;
      }
      bytes += c < 0x80 && c != 0 ? 1 : c < 0x800 ? 2 : 3;
    }
    return bytes;
  }
}
