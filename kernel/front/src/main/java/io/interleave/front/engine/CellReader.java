package io.interleave.front.engine;

import io.interleave.front.engine.Outcome.Problem;
import io.interleave.front.engine.Splitter.Piece;
import io.interleave.front.engine.UnitParser.Parsed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;

/** Reads a whole cell before any of it runs. Its caller holds the lock of JShell. */
final class CellReader {
  private final UnitParser parser;

  CellReader(UnitParser parser) {
    this.parser = parser;
  }

  /** The units of a cell, or why it cannot run; exactly one of both lists may be non-empty. */
  record Reading(List<Parsed> units, List<Problem> problems) {}

  /** Whether code could run; types are not checked. */
  Completeness completeness(String code, JShell jshell) {
    SourceCodeAnalysis analysis = jshell.sourceCodeAnalysis();
    Splitter splitter = new Splitter(analysis);
    List<Piece> pieces = splitter.split(code);
    if (splitter.isTooDeep()) {
      return new Completeness(Completeness.Status.UNKNOWN, "");
    }
    List<Parsed> units = parser.parse(pieces);
    boolean invalid = false;
    for (int i = 0; i < pieces.size(); i++) {
      invalid |=
          units.get(i).suspect()
              && pieces.get(i).state() != Splitter.State.INCOMPLETE
              && erroneous(pieces.get(i), analysis);
    }
    return CompletenessCheck.of(code, pieces, invalid);
  }

  private static boolean erroneous(Piece piece, SourceCodeAnalysis analysis) {
    return analysis.sourceToSnippets(piece.source()).stream()
        .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
  }

  Reading read(SourceText text, Shell shell) {
    Optional<Problem> longLiteral = LongLiteral.in(text);
    if (longLiteral.isPresent()) {
      return new Reading(List.of(), List.of(longLiteral.get()));
    }
    JShell jshell = shell.jshell();
    Splitter splitter = new Splitter(jshell.sourceCodeAnalysis());
    List<Piece> pieces = splitter.split(text.code());
    if (splitter.isTooDeep()) {
      String message = "The code is nested deeper than " + Splitter.MOST_NESTING + " brackets.";
      return new Reading(List.of(), List.of(text.problem(0, 1, message)));
    }
    if (pieces.size() > Splitter.MOST_PIECES) {
      String message =
          "The cell has more than "
              + Splitter.MOST_PIECES
              + " statements outside of classes and methods. Put them into a method.";
      return new Reading(List.of(), List.of(text.problem(0, 1, message)));
    }
    List<Parsed> units = parse(pieces, shell);
    List<Problem> problems = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      if (units.get(i).suspect()) {
        problems.addAll(syntaxErrors(pieces.get(i), text, jshell));
      }
    }
    return problems.isEmpty()
        ? new Reading(units, List.of())
        : new Reading(List.of(), List.copyOf(problems));
  }

  /** The parser tells what pieces are, but for types, which JShell has to parse anyway. */
  private List<Parsed> parse(List<Piece> pieces, Shell shell) {
    Set<String> types =
        shell.readTypes(pieces.stream().map(Piece::source).filter(CellReader::isType).toList());
    List<Piece> others = pieces.stream().filter(p -> !types.contains(p.source())).toList();
    Iterator<Parsed> parsed = parser.parse(others).iterator();
    return pieces.stream()
        .map(piece -> types.contains(piece.source()) ? Parsed.type(piece) : parsed.next())
        .toList();
  }

  /** Whether it looks like a type of which only its parser has to know what is in. */
  private static boolean isType(String source) {
    return Layout.guess(source) == Unit.Kind.TYPE
        && !source.contains("main")
        && !source.contains("record");
  }

  /** JShell has the last word: its grammar is wider than that of a class. */
  private static List<Problem> syntaxErrors(Piece piece, SourceText text, JShell jshell) {
    Origin origin = new Origin(text, piece.start(), List.of());
    List<Problem> problems = new ArrayList<>();
    if (erroneous(piece, jshell.sourceCodeAnalysis())) {
      // It only tells its errors of what was evaluated; nothing erroneous ever runs.
      for (SnippetEvent event : jshell.eval(piece.source())) {
        problems.addAll(Problems.of(jshell.diagnostics(event.snippet()), origin));
      }
    }
    if (problems.isEmpty() && piece.state() == Splitter.State.INCOMPLETE) {
      int last = text.lastVisible();
      problems.add(
          text.problem(
              last, last + 1, "The code ends too early: a closing bracket or quote is missing."));
    }
    return problems;
  }
}
