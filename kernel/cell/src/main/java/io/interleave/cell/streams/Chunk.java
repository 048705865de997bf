package io.interleave.cell.streams;

import io.interleave.wire.Event;
import io.interleave.wire.Event.Stream;

/** Consecutive writes of one thread to one stream, on their way into one frame. */
final class Chunk {
  private static final int FULL_CHARS = 1 << 14;
  private static final long SPAN_NANOS = 1_000_000;

  private final int cell;
  private final long threadId;
  private final Stream stream;
  private final long nanos;
  private final StringBuilder text;

  Chunk(int cell, long threadId, Stream stream, long nanos, String text) {
    this.cell = cell;
    this.threadId = threadId;
    this.stream = stream;
    this.nanos = nanos;
    this.text = new StringBuilder(Math.max(64, text.length())).append(text);
  }

  /** Whether a write belongs into this frame: same origin, and close enough to share a time. */
  boolean takes(int otherCell, long otherThread, Stream otherStream, long now) {
    return threadId == otherThread
        && stream == otherStream
        && cell == otherCell
        && now - nanos < SPAN_NANOS
        && text.length() < FULL_CHARS;
  }

  void append(String more) {
    text.append(more);
  }

  Event.Output frame() {
    return new Event.Output(cell, threadId, stream, nanos, text.toString());
  }
}
