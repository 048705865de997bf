package io.interleave.front.engine;

import io.interleave.wire.Event.RunningWork;
import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Value;
import java.util.List;
import java.util.Optional;

/** How a cell ended. */
public sealed interface Outcome {

  /** What still ran when the wait for the cell's work ended; empty when nothing did. */
  List<RunningWork> stillRunning();

  /** The body ran to its end; the value is there when its last snippet was an expression. */
  record Succeeded(Optional<Value> value, List<RunningWork> stillRunning) implements Outcome {}

  /** The body threw. Frames that point into a cell have the cell's title as their file. */
  record Threw(Thrown thrown, List<RunningWork> stillRunning) implements Outcome {}

  /** The compiler refused the cell. */
  record DidNotCompile(List<Problem> problems, List<RunningWork> stillRunning) implements Outcome {}

  /** The user stopped the cell; {@code survivors} names what could not be stopped. */
  record Interrupted(List<RunningWork> survivors) implements Outcome {
    @Override
    public List<RunningWork> stillRunning() {
      return survivors;
    }
  }

  /** The cell called {@code System.exit}; the cell JVM lives on. */
  record Exited(int status, List<RunningWork> stillRunning) implements Outcome {}

  /**
   * The cell JVM died, or was replaced because it did not answer.
   *
   * @param reason a sentence, such as {@code The cell's JVM ran out of memory.}
   * @param lostVariables names of variables whose values are gone; declarations are restored
   */
  record CellDied(String reason, List<String> lostVariables) implements Outcome {
    @Override
    public List<RunningWork> stillRunning() {
      return List.of();
    }
  }

  /**
   * One thing the compiler says, in the coordinates of the cell.
   *
   * @param line from 1
   * @param column from 1, in code points
   * @param length code points to underline, at least 1
   * @param sourceLine the cell's line without its line break
   * @param message what is wrong, one line or several; without generated class names
   */
  record Problem(int line, int column, int length, String sourceLine, String message) {}
}
