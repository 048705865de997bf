package io.interleave.front.engine;

import java.util.List;
import java.util.Optional;

/** Runs cells and answers questions about code. Positions are UTF-16 indices into the code. */
public interface Engine extends AutoCloseable {

  /**
   * Runs one cell and returns when its body came back and its work has settled. Nothing of it has
   * run when the outcome is {@link Outcome.DidNotCompile} with a syntax error. Never throws for
   * anything a user typed.
   *
   * @param notices gets, in order and before the code they speak of runs, things a user should know
   *     that are no errors
   */
  Outcome execute(Cell cell, Notices notices);

  /**
   * Evaluates an expression in the user's scope, for {@code user_expressions}. What it prints
   * belongs to {@code cell}.
   */
  Outcome evaluate(Cell cell);

  /** Completes the code at the cursor; quick, without side effects, also while a cell runs. */
  Completion complete(String code, int cursor);

  /** Documentation of what stands at the cursor; empty when nothing is known of it. */
  Optional<Documentation> inspect(String code, int cursor, int detailLevel);

  /** Whether the code could be run as it stands. */
  Completeness completeness(String code);

  /** The top-level parts of some code in their order; none when it cannot be read. */
  default List<CodePart> parts(String code) {
    return List.of();
  }

  /**
   * Stops a cell, from any thread; {@code execute} then returns {@link Outcome.Interrupted}. Does
   * nothing when it does not run: a stop that comes late must not hit the next one.
   *
   * @param cell its id
   */
  void interrupt(int cell);

  /** Ends the cell JVM. */
  @Override
  void close();

  /** Where {@link #execute} sends what a user should know. */
  interface Notices {
    /** Shows a line or a few, plain text, outside stdout and stderr. */
    void notice(String text);
  }
}
