package io.interleave.front.magic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds {@code %name} lines in Java code: at the start of a line, outside comments, literals,
 * parentheses and braces. Where a statement is still open, {@code %} is the remainder operator
 * unless the name is that of a command or nearly so.
 */
final class MagicScanner {
  private final String code;
  private final Predicate<String> known;
  private final StringBuilder java;
  private final List<MagicCall> calls = new ArrayList<>();
  private int at;
  private int line;
  private int depth;
  private char last = ';';
  private boolean lineStart = true;

  /**
   * @param from where to begin, the start of a line; what is before is copied
   */
  MagicScanner(String code, int from, Predicate<String> known) {
    this.code = code;
    this.known = known;
    this.at = from;
    this.java = new StringBuilder(code.length()).append(code, 0, from);
    this.line = 1 + (int) code.substring(0, from).chars().filter(c -> c == '\n').count();
  }

  List<MagicCall> calls() {
    return List.copyOf(calls);
  }

  /** Reads to the end and returns the code with blanks in place of the found commands. */
  String scan() {
    while (at < code.length()) {
      char c = code.charAt(at);
      if (lineStart && c == '%' && isCommand()) {
        takeLine();
      } else if (code.startsWith("//", at)) {
        copyTo(endOfLine(at));
      } else if (code.startsWith("/*", at)) {
        copyPast("*/", at + 2);
      } else if (code.startsWith("\"\"\"", at)) {
        textBlock();
      } else if (c == '"' || c == '\'') {
        literal(c);
      } else {
        plain(c);
      }
    }
    return java.toString();
  }

  private void plain(char c) {
    switch (c) {
      case '(', '[', '{' -> depth++;
      case ')', ']', '}' -> depth = Math.max(0, depth - 1);
      default -> {}
    }
    if (c == '\n') {
      lineStart = true;
    } else if (!Character.isWhitespace(c)) {
      lineStart = false;
      last = c;
    }
    copyTo(at + 1);
  }

  private boolean isCommand() {
    String name = Magics.nameAt(code, code.startsWith("%%", at) ? at + 2 : at + 1);
    if (name.isEmpty() || depth > 0) {
      return false;
    }
    return last == ';' || last == '}' || known.test(name);
  }

  private void takeLine() {
    int end = endOfLine(at);
    String source = code.substring(at, end).stripTrailing();
    boolean whole = source.startsWith("%%");
    String name = Magics.nameAt(source, whole ? 2 : 1);
    String words = source.substring(name.length() + (whole ? 2 : 1));
    calls.add(new MagicCall(whole ? "%" + name : name, words, line, source));
    java.append(" ".repeat(end - at));
    at = end;
    last = ';';
  }

  private void textBlock() {
    int end = at + 3;
    while (end < code.length() && !code.startsWith("\"\"\"", end)) {
      end += code.charAt(end) == '\\' ? 2 : 1;
    }
    copyTo(Math.min(code.length(), end + 3));
    closeToken('"');
  }

  private void literal(char quote) {
    int end = at + 1;
    while (end < code.length() && code.charAt(end) != quote && code.charAt(end) != '\n') {
      end += code.charAt(end) == '\\' ? 2 : 1;
    }
    boolean closed = end < code.length() && code.charAt(end) == quote;
    copyTo(Math.min(code.length(), closed ? end + 1 : end));
    closeToken(quote);
  }

  private void copyPast(String token, int from) {
    int end = code.indexOf(token, from);
    copyTo(end < 0 ? code.length() : end + token.length());
  }

  private void closeToken(char token) {
    last = token;
    lineStart = false;
  }

  private int endOfLine(int from) {
    int end = code.indexOf('\n', from);
    return end < 0 ? code.length() : end;
  }

  private void copyTo(int end) {
    for (int i = at; i < end; i++) {
      if (code.charAt(i) == '\n') {
        line++;
      }
    }
    java.append(code, at, end);
    at = end;
  }
}
