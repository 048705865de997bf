package io.interleave.front.magic;

/** What commands may change about how threads are shown; from the next cell on. */
public interface ThreadDisplay {

  /** When a cell's threads are shown: {@code auto}, {@code always} or {@code off}. */
  void when(String when);

  /** The format of pictures: {@code svg} or {@code png}. */
  void image(String format);

  /** Whether pictures are PNG. */
  boolean png();

  /** The run of a cell has a report of its own and shows its threads only where all cells do. */
  void omit(int cell);

  /** All live threads of user code, as plain text. */
  String dump();
}
