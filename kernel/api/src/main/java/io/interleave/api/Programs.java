package io.interleave.api;

import java.io.IOException;
import java.util.List;

/** Runs other programs in a cell, with their output in the cell and their times in the ledger. */
public final class Programs {
  private Programs() {}

  /**
   * A program to run.
   *
   * @param label under which its times are recorded
   * @param what it is, such as {@code Python 3.11.7}
   * @param command the program and its arguments
   * @param input a file to read standard input from; empty for none
   * @param timeoutMillis after which it is ended; 0 for never
   */
  public record Plan(
      String label, String what, List<String> command, String input, long timeoutMillis) {}

  /**
   * Runs a program to its end; interrupting the cell ends it with all its children.
   *
   * @return its exit code
   * @throws IOException when it cannot be started
   * @throws InterruptedException when the cell is interrupted
   */
  public static int run(Plan plan) throws IOException, InterruptedException {
    return CellRuntime.current().run(plan);
  }

  /**
   * The same for a program that has to succeed.
   *
   * @throws IllegalStateException when its exit code is not 0
   */
  public static void require(Plan plan) throws IOException, InterruptedException {
    int exit = run(plan);
    if (exit != 0) {
      throw new IllegalStateException(plan.command().get(0) + " ended with exit code " + exit);
    }
  }
}
