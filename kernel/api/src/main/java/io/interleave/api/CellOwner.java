package io.interleave.api;

/**
 * Makes the current thread work for another cell for a while: what it prints, and the threads and
 * tasks it starts, are that cell's.
 *
 * <pre>{@code
 * int here = CellOwner.current();
 * button.onClick(() -> {
 *   try (var owner = CellOwner.of(here)) {
 *     println("shown in the cell that made the button");
 *   }
 * });
 * }</pre>
 */
public final class CellOwner implements AutoCloseable {
  private final AutoCloseable scope;

  private CellOwner(AutoCloseable scope) {
    this.scope = scope;
  }

  /** The number of the run that the current thread works for; each execution has its own. */
  public static int current() {
    return CellRuntime.current().cell();
  }

  /** From now until the close, which the same thread has to call, it works for {@code cell}. */
  public static CellOwner of(int cell) {
    return new CellOwner(CellRuntime.current().enterCell(cell));
  }

  /** Gives a thread to a cell until it ends. */
  public static void bind(Thread thread, int cell) {
    CellRuntime.current().bind(thread, cell);
  }

  @Override
  public void close() {
    try {
      scope.close();
    } catch (Exception e) {
      throw new IllegalStateException("the thread could not go back to its cell", e);
    }
  }
}
