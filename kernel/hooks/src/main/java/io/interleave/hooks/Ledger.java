package io.interleave.hooks;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * For each cell: whether it may have started something since somebody looked, and how many tasks
 * lie between {@code execute} and a worker. A queue that hands a task over directly shows it to
 * nobody on the way; the count does.
 */
public final class Ledger {
  private static final int CHUNK = 1 << 10;
  private static final @Nullable Chunk[] CHUNKS = new @Nullable Chunk[CHUNK];

  private Ledger() {}

  /** The cell may have started something. */
  public static void touch(int cell) {
    Chunk chunk = chunk(cell);
    if (chunk.touched[cell & CHUNK - 1] == 0) {
      chunk.touched[cell & CHUNK - 1] = 1;
    }
  }

  /** Whether the cell may have started something since {@link #forget}. */
  public static boolean touched(int cell) {
    return chunk(cell).touched[cell & CHUNK - 1] != 0;
  }

  /** To be called before looking for work of the cell. */
  public static void forget(int cell) {
    chunk(cell).touched[cell & CHUNK - 1] = 0;
  }

  /** Tasks of the cell that were submitted to a pool and not yet taken by a worker; about. */
  public static int onTheWay(int cell) {
    return chunk(cell).onTheWay.get(cell & CHUNK - 1);
  }

  /** What is on the way was lost, such as tasks that were removed from a queue behind the back. */
  public static void writeOff(int cell, int count) {
    chunk(cell).onTheWay.compareAndSet(cell & CHUNK - 1, count, 0);
  }

  static void submitted(int cell) {
    chunk(cell).onTheWay.incrementAndGet(cell & CHUNK - 1);
  }

  static void taken(int cell) {
    chunk(cell).onTheWay.decrementAndGet(cell & CHUNK - 1);
  }

  private static Chunk chunk(int cell) {
    Chunk chunk = CHUNKS[cell >>> 10 & CHUNK - 1];
    return chunk != null ? chunk : newChunk(cell);
  }

  private static synchronized Chunk newChunk(int cell) {
    int i = cell >>> 10 & CHUNK - 1;
    Chunk chunk = CHUNKS[i];
    if (chunk == null) {
      chunk = new Chunk(new byte[CHUNK], new AtomicIntegerArray(CHUNK));
      CHUNKS[i] = chunk;
    }
    return chunk;
  }

  private record Chunk(byte[] touched, AtomicIntegerArray onTheWay) {}
}
