package io.interleave.front.engine;

import io.interleave.front.engine.Splitter.Piece;
import io.interleave.front.engine.Unit.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** The pieces wrapped, and where each of them went. */
final class Layout {
  private static final Set<String> STATEMENTS =
      Set.of(
          "if",
          "for",
          "while",
          "do",
          "try",
          "return",
          "throw",
          "break",
          "continue",
          "switch",
          "assert",
          "{",
          "yield");
  private static final Set<String> MEMBER_MODIFIERS =
      Set.of("public", "private", "protected", "static", "transient", "volatile", "native");
  private static final Set<String> OTHER_MODIFIERS =
      Set.of("final", "abstract", "strictfp", "synchronized", "default", "sealed");

  static final String WRAPPER = "$C";
  static final String METHOD = "$m";

  final StringBuilder text = new StringBuilder();
  final List<Kind> guesses = new ArrayList<>();
  private final int[] starts;
  private final int[] order;
  private final int[] sourceStarts;

  Layout(List<Piece> pieces) {
    starts = new int[pieces.size()];
    order = new int[pieces.size()];
    sourceStarts = new int[pieces.size()];
    for (Piece piece : pieces) {
      guesses.add(guess(piece.source()));
    }
    int placed = 0;
    for (boolean imports : new boolean[] {true, false}) {
      for (int i = 0; i < pieces.size(); i++) {
        if ((guesses.get(i) == Kind.IMPORT) == imports) {
          starts[placed] = text.length();
          order[placed++] = i;
          append(i, pieces.get(i).source());
        }
      }
    }
  }

  private void append(int index, String source) {
    Kind kind = guesses.get(index);
    if (kind == Kind.IMPORT) {
      text.append(source).append('\n');
      return;
    }
    boolean member = kind == Kind.METHOD || kind == Kind.TYPE || startsLikeMember(source);
    text.append("class ").append(WRAPPER).append(index).append(" {");
    if (!member) {
      text.append("void ").append(METHOD).append("() throws Throwable {");
    }
    text.append('\n');
    sourceStarts[index] = text.length();
    text.append(source).append("\n;");
    text.append(member ? "}\n" : "}}\n");
  }

  /** Where the source of a piece starts in the text. */
  int start(int index) {
    return sourceStarts[index];
  }

  /** The piece that holds a position of the text; -1 when there is none. */
  int piece(long position) {
    int found = Arrays.binarySearch(starts, (int) position);
    int at = found >= 0 ? found : -found - 2;
    return at < 0 ? -1 : order[at];
  }

  private static boolean startsLikeMember(String source) {
    Lexer lexer = new Lexer(source, 0);
    return lexer.next() && MEMBER_MODIFIERS.contains(lexer.text());
  }

  /** What a piece is by its first words alone; variables count as expressions. */
  static Kind guess(String source) {
    Lexer lexer = new Lexer(source, 0);
    while (lexer.next()) {
      String word = lexer.text();
      if (word.equals("import")) {
        return Kind.IMPORT;
      } else if (word.equals("@")) {
        if (!skipAnnotation(lexer, source)) {
          return Kind.TYPE;
        }
      } else if (word.equals("synchronized") && followedBy(source, lexer.end(), "(")) {
        return Kind.STATEMENT;
      } else if (isModifier(word, source, lexer)) {
        continue;
      } else if (isTypeKeyword(word, source, lexer.end())) {
        return Kind.TYPE;
      } else if (STATEMENTS.contains(word)) {
        return Kind.STATEMENT;
      } else {
        return looksLikeMethod(source, lexer.start()) ? Kind.METHOD : Kind.EXPRESSION;
      }
    }
    return Kind.STATEMENT;
  }

  /** False when it is no use of an annotation but the declaration of one. */
  private static boolean skipAnnotation(Lexer lexer, String source) {
    if (followedBy(source, lexer.end(), "interface")) {
      return false;
    }
    do {
      lexer.next();
    } while (followedBy(source, lexer.end(), ".") && lexer.next());
    if (followedBy(source, lexer.end(), "(")) {
      int depth = 0;
      do {
        depth += lexer.next() ? lexer.nesting() : -depth;
      } while (depth > 0);
    }
    return true;
  }

  private static boolean isModifier(String word, String source, Lexer lexer) {
    if (word.equals("non") && source.startsWith("-sealed", lexer.end())) {
      lexer.next();
      lexer.next();
      return true;
    }
    return MEMBER_MODIFIERS.contains(word) || OTHER_MODIFIERS.contains(word);
  }

  private static boolean isTypeKeyword(String word, String source, int end) {
    if (word.equals("record")) {
      Lexer ahead = new Lexer(source, end);
      return ahead.next()
          && Character.isJavaIdentifierStart(ahead.first())
          && ahead.next()
          && (ahead.is("(") || ahead.is("<"));
    }
    return word.equals("class") || word.equals("interface") || word.equals("enum");
  }

  /** Whether it goes on as {@code Type name(}, with nothing that an expression would have. */
  private static boolean looksLikeMethod(String source, int from) {
    Lexer lexer = new Lexer(source, from);
    String before = "";
    String last = "";
    while (lexer.next()) {
      char first = lexer.first();
      if (first == '(') {
        return Character.isJavaIdentifierStart(last.isEmpty() ? ' ' : last.charAt(0))
            && !before.isEmpty()
            && !before.equals("new")
            && !before.equals(".")
            && !before.equals("@")
            && (before.equals(">")
                || before.equals("]")
                || Character.isJavaIdentifierPart(before.charAt(0)));
      }
      if (first == '=' || first == ';' || first == '{' || first == ':') {
        return false;
      }
      before = last;
      last = lexer.text();
    }
    return false;
  }

  private static boolean followedBy(String source, int end, String text) {
    Lexer ahead = new Lexer(source, end);
    return ahead.next() && ahead.is(text);
  }
}
