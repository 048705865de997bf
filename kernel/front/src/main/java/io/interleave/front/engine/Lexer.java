package io.interleave.front.engine;

import java.util.HashSet;
import java.util.Set;

/**
 * Just enough of Java's lexical structure (JLS 3) to skip comments and literals and to match
 * brackets. Never fails: what does not end, ends with the code.
 */
final class Lexer {
  private final String code;
  private int at;
  private int tokenStart;

  Lexer(String code, int from) {
    this.code = code;
    this.at = from;
  }

  /** Moves to the next token; false at the end. */
  boolean next() {
    skipBlanksAndComments();
    tokenStart = at;
    if (at >= code.length()) {
      return false;
    }
    char c = code.charAt(at);
    if (c == '"') {
      skipString();
    } else if (c == '\'') {
      skipQuoted('\'');
    } else if (isIdentifierStart(c)) {
      do {
        at++;
      } while (at < code.length() && isIdentifierPart(code.charAt(at)));
    } else if (Character.isDigit(c)) {
      do {
        at++;
      } while (at < code.length() && (isIdentifierPart(code.charAt(at)) || code.charAt(at) == '.'));
    } else {
      at++;
    }
    return true;
  }

  /** Whether two codes differ in blanks and comments only. */
  static boolean sameTokens(String one, String other) {
    Lexer a = new Lexer(one, 0);
    Lexer b = new Lexer(other, 0);
    boolean more;
    while ((more = a.next()) == b.next()) {
      if (!more) {
        return true;
      } else if (!a.text().equals(b.text())) {
        return false;
      }
    }
    return false;
  }

  /** Whether one of the names is a token of the code. */
  static boolean mentions(String code, Set<String> names) {
    Lexer lexer = new Lexer(code, 0);
    while (!names.isEmpty() && lexer.next()) {
      if (names.contains(lexer.text())) {
        return true;
      }
    }
    return false;
  }

  /** The tokens of a code that names could be. */
  static Set<String> words(String code) {
    Set<String> words = new HashSet<>();
    Lexer lexer = new Lexer(code, 0);
    while (lexer.next()) {
      if (isIdentifierStart(lexer.first())) {
        words.add(lexer.text());
      }
    }
    return words;
  }

  /** Where the token starts. */
  int start() {
    return tokenStart;
  }

  /** Behind the token. */
  int end() {
    return at;
  }

  /** The first character of the token. */
  char first() {
    return code.charAt(tokenStart);
  }

  /** The token as it stands in the code. */
  String text() {
    return code.substring(tokenStart, at);
  }

  boolean is(String text) {
    return at - tokenStart == text.length() && code.startsWith(text, tokenStart);
  }

  /** How the token changes the nesting: 1 for an opening bracket, -1 for a closing one, else 0. */
  int nesting() {
    return switch (first()) {
      case '(', '[', '{' -> 1;
      case ')', ']', '}' -> -1;
      default -> 0;
    };
  }

  private static boolean isIdentifierStart(char c) {
    return isLetter(c) || Character.isJavaIdentifierStart(c) || Character.isSurrogate(c);
  }

  private static boolean isIdentifierPart(char c) {
    return isLetter(c) || Character.isJavaIdentifierPart(c) || Character.isSurrogate(c);
  }

  /** Asked first, because a JVM interprets this while a fresh kernel reads its first cells. */
  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private void skipBlanksAndComments() {
    while (at < code.length()) {
      char c = code.charAt(at);
      if (c == ' ' || Character.isWhitespace(c)) {
        at++;
      } else if (c != '/') {
        return;
      } else if (code.startsWith("//", at)) {
        at = endOr(code.indexOf('\n', at), 0);
      } else if (code.startsWith("/*", at)) {
        at = endOr(code.indexOf("*/", at + 2), 2);
      } else {
        return;
      }
    }
  }

  private int endOr(int found, int length) {
    return found < 0 ? code.length() : found + length;
  }

  private void skipString() {
    if (!code.startsWith("\"\"\"", at)) {
      skipQuoted('"');
      return;
    }
    at += 3;
    while (at < code.length() && !code.startsWith("\"\"\"", at)) {
      at += code.charAt(at) == '\\' ? 2 : 1;
    }
    at = Math.min(at + 3, code.length());
  }

  /** A literal that the line's end ends too, since it cannot go on there. */
  private void skipQuoted(char quote) {
    at++;
    while (at < code.length() && code.charAt(at) != quote && code.charAt(at) != '\n') {
      at += code.charAt(at) == '\\' ? 2 : 1;
    }
    if (at < code.length() && code.charAt(at) == quote) {
      at++;
    }
    at = Math.min(at, code.length());
  }
}
