package io.interleave.cell.owner;

/** The time during which the thread that opened it works for another cell. */
public interface Scope extends AutoCloseable {

  /** Goes back to the cell before; to be called by the thread that opened the scope. */
  @Override
  void close();
}
