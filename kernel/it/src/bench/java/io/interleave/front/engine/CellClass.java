package io.interleave.front.engine;

import java.util.Map;

/** What the engine does to the classes of a cell, for benchmarks. */
public final class CellClass {
  private CellClass() {}

  /**
   * Rewrites a class as that of a cell.
   *
   * @param original a class file
   * @param title of the cell
   * @throws IllegalStateException when a loop got no stop check
   */
  public static byte[] rewrite(byte[] original, String title) {
    ClassRewriter.Plan plan = new ClassRewriter.Plan(title, line -> line, false, null, Map.of());
    ClassRewriter.Rewritten rewritten = ClassRewriter.rewrite(original, plan);
    if (!rewritten.unstoppable().isEmpty()) {
      throw new IllegalStateException("no stop check in " + rewritten.unstoppable());
    }
    return rewritten.bytes();
  }
}
