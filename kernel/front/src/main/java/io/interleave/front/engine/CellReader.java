package io.interleave.front.engine;

import io.interleave.front.engine.Outcome.Problem;
import io.interleave.front.engine.Splitter.Piece;
import io.interleave.front.engine.UnitParser.Parsed;
import java.util.ArrayList;
import java.util.List;
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

  Reading read(SourceText text, JShell jshell) {
    SourceCodeAnalysis analysis = jshell.sourceCodeAnalysis();
    List<Piece> pieces = new Splitter(analysis).split(text.code());
    List<Parsed> units = parser.parse(pieces);
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

  /** JShell has the last word: its grammar is wider than that of a class. */
  private static List<Problem> syntaxErrors(Piece piece, SourceText text, JShell jshell) {
    Origin origin = new Origin(text, piece.start(), List.of());
    List<Problem> problems = new ArrayList<>();
    boolean erroneous =
        jshell.sourceCodeAnalysis().sourceToSnippets(piece.source()).stream()
            .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
    if (erroneous) {
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
