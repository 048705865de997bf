package io.interleave.cell.streams;

import io.interleave.wire.Event.Stream;

/**
 * What one thread wrote to one stream since its last line break and is not shown yet. Guarded by
 * the queue's lock, but for the decoder, which is the thread's own.
 */
final class UnfinishedLine {
  private static final int LONGEST_PROMPT = 200;

  final long threadId;
  final Stream stream;
  final Utf8Decoder decoder = new Utf8Decoder();
  private final StringBuilder pending = new StringBuilder();
  private int cell;
  private long sinceNanos;
  private boolean listed;

  UnfinishedLine(long threadId, Stream stream) {
    this.threadId = threadId;
    this.stream = stream;
  }

  boolean isEmpty() {
    return pending.length() == 0;
  }

  int length() {
    return pending.length();
  }

  int cell() {
    return cell;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  void add(String text, int ofCell, long nanos) {
    if (isEmpty()) {
      cell = ofCell;
      sinceNanos = nanos;
    }
    pending.append(text);
  }

  /** Takes the text out. */
  String take() {
    String text = pending.toString();
    clear();
    return text;
  }

  boolean mayBePrompt() {
    return pending.length() <= LONGEST_PROMPT;
  }

  /** Takes the text out when it is short enough for a prompt; else the result is empty. */
  String takePrompt() {
    return mayBePrompt() ? take() : "";
  }

  /** Marks this as waiting for the flush; false when it was waiting already. */
  boolean list() {
    boolean was = listed;
    listed = true;
    return !was;
  }

  void unlist() {
    listed = false;
  }

  void clear() {
    pending.setLength(0);
    if (pending.capacity() > 1 << 14) {
      pending.trimToSize();
    }
  }
}
