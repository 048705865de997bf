package io.interleave.cell.streams;

import io.interleave.wire.Event.Stream;

/**
 * What one thread wrote to one stream since its last line break. Guarded by the queue's lock, but
 * for the decoder, which is the thread's own.
 */
final class UnfinishedLine {
  private static final int LONGEST_PROMPT = 200;

  final long threadId;
  final Stream stream;
  final Utf8Decoder decoder = new Utf8Decoder();
  private final StringBuilder pending = new StringBuilder();
  private final StringBuilder shown = new StringBuilder();
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

  /** Takes the text out because the line goes on. */
  String takeUnfinished() {
    String text = pending.toString();
    if (shown.length() + text.length() > LONGEST_PROMPT) {
      shown.setLength(0);
    }
    if (text.length() <= LONGEST_PROMPT) {
      shown.append(text);
    }
    clear();
    return text;
  }

  /** Takes the text out because a line break follows. */
  String takeFinished() {
    String text = pending.toString();
    lineEnded();
    return text;
  }

  void lineEnded() {
    clear();
    shown.setLength(0);
  }

  /** The part of the line that was shown already, as far as it is short: a prompt. */
  String takeShown() {
    String text = shown.toString();
    shown.setLength(0);
    return text;
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

  private void clear() {
    pending.setLength(0);
    if (pending.capacity() > 1 << 14) {
      pending.trimToSize();
    }
  }
}
