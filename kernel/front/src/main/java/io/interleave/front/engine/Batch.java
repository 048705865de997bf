package io.interleave.front.engine;

import io.interleave.front.engine.Origin.Insertion;
import io.interleave.front.engine.Unit.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Units that JShell gets in one go. Each snippet costs a compilation, so neighbouring statements
 * become one block.
 *
 * @param whole the block, or the unit itself when there is one only
 * @param units what to evaluate one by one when the block does not compile: some things may stand
 *     beside each other in a cell but not in a block, such as what follows an endless loop
 */
record Batch(Unit whole, List<Unit> units) {
  private static final int LONGEST = 20_000; // a method has at most 64 KB of bytecode

  static List<Batch> of(List<Unit> units, SourceText text) {
    List<Batch> batches = new ArrayList<>();
    List<Unit> open = new ArrayList<>();
    for (int i = 0; i < units.size(); i++) {
      Unit unit = units.get(i);
      boolean last = i == units.size() - 1;
      boolean joins = mayJoin(unit) && !(last && unit.mayBeValue());
      if (!joins || !open.isEmpty() && unit.start() - open.get(0).start() > LONGEST) {
        close(open, text, batches);
      }
      if (joins) {
        open.add(unit);
      } else {
        batches.add(new Batch(unit, List.of(unit)));
      }
    }
    close(open, text, batches);
    return batches;
  }

  /** Whether it is a block that JShell gets in place of its units. */
  boolean isBlock() {
    return units.size() > 1 || whole != units.get(0);
  }

  /** Where it may stand in what is compiled together; a smaller rank comes first. */
  enum Rank {
    IMPORT,
    /** A type or method: runs nothing. */
    DECLARATION,
    /** A variable or code, which runs. */
    CODE
  }

  Rank rank() {
    return switch (whole.kind()) {
      case IMPORT -> Rank.IMPORT;
      case TYPE, METHOD -> Rank.DECLARATION;
      default -> Rank.CODE;
    };
  }

  /**
   * Whether it may be compiled together with others: what it is must not depend on what those
   * before it declare.
   *
   * @param first whether there are none before it
   */
  boolean maySharePass(boolean first) {
    return switch (whole.kind()) {
      case IMPORT, TYPE, METHOD -> true;
      case VARIABLE -> first || !hasInferredType(whole);
      default -> isBlock() || whole.kind() == Kind.STATEMENT && mayJoin(whole);
    };
  }

  private static boolean hasInferredType(Unit variable) {
    Lexer lexer = new Lexer(variable.source(), 0);
    while (lexer.next()) {
      if (lexer.is("var")) {
        return true; // var may also stand in its initializer: then it is the first, too
      }
    }
    return false;
  }

  private static void close(List<Unit> open, SourceText text, List<Batch> batches) {
    boolean alone = open.size() == 1 && open.get(0).kind() == Kind.STATEMENT;
    if (alone) {
      batches.add(new Batch(open.get(0), List.copyOf(open)));
    } else if (!open.isEmpty()) {
      // An expression alone, too: as a snippet, JShell would look for its type and value first.
      int start = open.get(0).start();
      Unit last = open.get(open.size() - 1);
      String code = text.code().substring(start, last.start()) + last.source();
      Unit block =
          new Unit(start, "{" + code + "\n}", Kind.STATEMENT, List.of(new Insertion(0, 1)));
      batches.add(new Batch(block, List.copyOf(open)));
    }
    open.clear();
  }

  /** A return leaves the snippet it stands in, not the cell. */
  private static boolean mayJoin(Unit unit) {
    if (unit.kind() != Kind.EXPRESSION && unit.kind() != Kind.STATEMENT) {
      return false;
    }
    Lexer lexer = new Lexer(unit.source(), 0);
    while (lexer.next()) {
      if (lexer.is("return")) {
        return false;
      }
    }
    return true;
  }
}
