package io.interleave.front.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Cuts the code of a cell into the pieces that JShell takes one at a time. JShell's own analysis
 * reads all the rest of the code for each piece, so it is only shown one candidate at a time, which
 * a look at brackets and semicolons finds: the time grows with the length of the code, not with its
 * square.
 */
final class Splitter {
  private static final Set<String> CONTINUE_A_STATEMENT = Set.of("else", "catch", "finally");

  /** Deeper code is not analyzed: javac and JShell recurse, and a stack holds a little more. */
  static final int MOST_NESTING = 500;

  /** More pieces than this are not looked for. */
  static final int MOST_PIECES = 2_000;

  private static final int MOST_SINGLE_STEPS = 32;

  private final SourceCodeAnalysis analysis;
  private boolean tooDeep;

  Splitter(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * One piece.
   *
   * @param start where it starts in the code, comments before it included
   * @param source what JShell gets: the code from {@code start}, perhaps with a semicolon added
   * @param state whether the piece can stand alone
   */
  record Piece(int start, String source, State state) {}

  /** What the analysis says of a piece. */
  enum State {
    COMPLETE,
    /** Only the last piece can be: the code ends in the middle of it. */
    INCOMPLETE,
    /** It has an error; what it is only a parser says. */
    UNKNOWN
  }

  /** The pieces in their order; comments and lone semicolons are left out. */
  List<Piece> split(String code) {
    List<Piece> pieces = new ArrayList<>();
    int start = 0;
    while (start < code.length() && pieces.size() <= MOST_PIECES) {
      start = piece(code, start, pieces);
    }
    return pieces;
  }

  /** Whether brackets are nested deeper than can be analyzed; the last piece begins before them. */
  boolean isTooDeep() {
    return tooDeep;
  }

  private int piece(String code, int start, List<Piece> pieces) {
    int end = start;
    int step = 1;
    int steps = 0;
    while (true) {
      for (int i = 0; i < step; i++) {
        end = candidate(code, end);
      }
      if (++steps > MOST_SINGLE_STEPS) {
        step *= 2; // nothing fits: reading the same start again and again must not take for ever
      }
      boolean last = end >= code.length();
      String text = code.substring(start, end);
      if (tooDeep) {
        pieces.add(new Piece(start, text, State.UNKNOWN));
        return code.length();
      }
      if (isBlank(text)) {
        return end;
      }
      if (isType(text)) {
        pieces.add(new Piece(start, text, State.COMPLETE));
        return end;
      }
      CompletionInfo info = analysis.analyzeCompletion(text);
      switch (info.completeness()) {
        case EMPTY -> {
          return end;
        }
        case COMPLETE -> {
          String source = info.source();
          int used = end - info.remaining().length();
          pieces.add(new Piece(start, source, State.COMPLETE));
          return used > start ? used : end;
        }
        case COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE -> {
          if (last) {
            pieces.add(new Piece(start, info.source(), State.COMPLETE));
            return end;
          }
        }
        case DEFINITELY_INCOMPLETE -> {
          if (last) {
            pieces.add(new Piece(start, text, State.INCOMPLETE));
            return end;
          }
        }
        case UNKNOWN -> {
          pieces.add(new Piece(start, text, State.UNKNOWN));
          return end;
        }
      }
    }
  }

  /** Whether a candidate declares a type: it ends with its body, and a parser sees what is in. */
  private static boolean isType(String candidate) {
    return candidate.endsWith("}") && Layout.guess(candidate) == Unit.Kind.TYPE;
  }

  private static boolean isBlank(String text) {
    Lexer lexer = new Lexer(text, 0);
    while (lexer.next()) {
      if (!lexer.is(";")) {
        return false;
      }
    }
    return !text.endsWith("/*") && !unendedComment(text);
  }

  private static boolean unendedComment(String text) {
    int open = text.lastIndexOf("/*");
    return open >= 0 && text.indexOf("*/", open + 2) < 0 && text.lastIndexOf("//", open) < 0;
  }

  /** The next place behind {@code from} where a piece may end. */
  private int candidate(String code, int from) {
    Lexer lexer = new Lexer(code, from);
    int depth = 0;
    while (lexer.next()) {
      depth = Math.max(0, depth + lexer.nesting());
      tooDeep |= depth > MOST_NESTING;
      boolean ends = depth == 0 && (lexer.first() == ';' || lexer.first() == '}');
      if (ends && !continues(code, lexer.end())) {
        return lexer.end();
      }
    }
    return code.length();
  }

  private static boolean continues(String code, int from) {
    Lexer ahead = new Lexer(code, from);
    return ahead.next() && CONTINUE_A_STATEMENT.contains(ahead.text());
  }
}
