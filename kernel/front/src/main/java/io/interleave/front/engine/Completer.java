package io.interleave.front.engine;

import io.interleave.front.engine.Completion.Match;
import io.interleave.front.engine.Splitter.Piece;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.SourceVersion;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Completes code at a cursor. Its caller holds the lock of JShell. */
final class Completer {
  private static final int MOST_MATCHES = 1_000;
  private static final int MOST_CONTEXT = 50_000;
  private static final Set<String> STARTS_OF_OTHERS = Set.of("import", "package");

  private final SourceCodeAnalysis analysis;

  Completer(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  Completion complete(String code, int cursor) {
    int to = Math.max(0, Math.min(cursor, code.length()));
    Completion nothing = new Completion(List.of(), to, to);
    List<Piece> pieces = new Splitter(analysis).split(code.substring(0, to));
    int start = to;
    if (!pieces.isEmpty()) {
      Piece last = pieces.get(pieces.size() - 1);
      if (!ended(code.substring(last.start(), to))) {
        start = last.start();
        pieces = pieces.subList(0, pieces.size() - 1);
      }
    }
    Completion found = complete(code, start, to, context(pieces, code.substring(start, to)));
    return found.matches().isEmpty() ? nothing : found;
  }

  private Completion complete(String code, int start, int to, String context) {
    int[] anchor = {-1};
    List<Suggestion> suggestions =
        analysis.completionSuggestions(
            context + code.substring(start, to), context.length() + to - start, anchor);
    int from = anchor[0] < context.length() ? to : anchor[0] - context.length() + start;
    if (from > to) {
      return new Completion(List.of(), to, to);
    }
    Map<String, Match> matches = new LinkedHashMap<>();
    suggestions.stream()
        .sorted(Comparator.comparing(suggestion -> !suggestion.matchesType()))
        .map(Suggestion::continuation)
        .filter(text -> !text.contains("$JShell$") && !text.contains("do_it$"))
        .limit(MOST_MATCHES)
        .forEach(text -> matches.putIfAbsent(text, new Match(text, type(text))));
    return new Completion(List.copyOf(matches.values()), from, to);
  }

  /** Whether the piece is over, so that what follows it is another one. */
  private static boolean ended(String text) {
    Lexer lexer = new Lexer(text, 0);
    char last = ' ';
    while (lexer.next()) {
      last = lexer.first();
    }
    return last == ';' || last == '}';
  }

  /**
   * What the cell declares before the cursor, as local variables and classes; empty where no local
   * declaration can stand before the code.
   */
  private static String context(List<Piece> before, String code) {
    Lexer lexer = new Lexer(code, 0);
    if (lexer.next() && STARTS_OF_OTHERS.contains(lexer.text())) {
      return "";
    }
    Unit.Kind kind = Layout.guess(code);
    if (kind == Unit.Kind.TYPE || kind == Unit.Kind.METHOD || kind == Unit.Kind.IMPORT) {
      return "";
    }
    StringBuilder context = new StringBuilder(";");
    for (Piece piece : before) {
      String source = piece.source();
      Unit.Kind of = Layout.guess(source);
      boolean local = of == Unit.Kind.TYPE || of == Unit.Kind.EXPRESSION;
      if (local && context.length() + source.length() < MOST_CONTEXT) {
        context.append(source).append("\n;");
      }
    }
    return context.length() == 1 ? "" : context.toString();
  }

  private static String type(String text) {
    if (text.endsWith("(") || text.endsWith(")")) {
      return "function";
    } else if (SourceVersion.isKeyword(text.strip())) {
      return "keyword";
    } else if (text.endsWith(".")) {
      return "module";
    } else if (text.equals(text.toUpperCase(java.util.Locale.ROOT)) && text.length() > 1) {
      return "instance";
    }
    return Character.isUpperCase(text.charAt(0)) ? "class" : "instance";
  }
}
