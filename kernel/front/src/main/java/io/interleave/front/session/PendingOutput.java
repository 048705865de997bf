package io.interleave.front.session;

import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Publication.ClearOutput;
import io.interleave.front.protocol.Publication.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Outputs of one cell that wait to be sent, in their order; neighbouring texts of one stream become
 * one message. Guarded by the lock of the cell's output.
 */
final class PendingOutput {
  /** A message stays well below the 256 KiB from which on servers drop it whole. */
  private static final long MAX_MESSAGE_BYTES = 128 * 1024;

  private final List<Publication> ready = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  /** Text of the other stream that comes after {@link #text}; only where there is no more room. */
  private final StringBuilder otherText = new StringBuilder();

  private Stream.Name stream = Stream.Name.STDOUT;
  private long textBytes;
  private long bytes;

  /**
   * Adds text.
   *
   * @param room how many messages may wait. Threads that write to both streams in turn make one of
   *     each line; beyond the room the two are sent one after the other, each in its own order
   */
  void text(Stream.Name name, String more, long jsonBytes, int room) {
    boolean crowded = ready.size() >= room;
    if (textBytes + jsonBytes > MAX_MESSAGE_BYTES || name != stream && !crowded) {
      closeText();
      stream = name;
    }
    (name == stream ? text : otherText).append(more);
    textBytes += jsonBytes;
    bytes += jsonBytes;
  }

  void add(Publication publication) {
    closeText();
    ready.add(publication);
  }

  /** What waits would be cleared as soon as it was shown, so it is dropped. */
  void clear(boolean untilNext) {
    ready.clear();
    text.setLength(0);
    otherText.setLength(0);
    textBytes = 0;
    bytes = 0;
    ready.add(new ClearOutput(untilNext));
  }

  boolean isEmpty() {
    return ready.isEmpty() && text.length() == 0 && otherText.length() == 0;
  }

  /** Bytes of text in JSON. */
  long bytes() {
    return bytes;
  }

  /** Whether the last text ends in the middle of a line. */
  boolean endsInLine() {
    StringBuilder last = otherText.length() > 0 ? otherText : text;
    return last.length() > 0 && last.charAt(last.length() - 1) != '\n';
  }

  void drain(Consumer<Publication> to) {
    closeText();
    ready.forEach(to);
    ready.clear();
    bytes = 0;
  }

  private void closeText() {
    close(stream, text);
    if (otherText.length() > 0) {
      stream = stream == Stream.Name.STDOUT ? Stream.Name.STDERR : Stream.Name.STDOUT;
      close(stream, otherText);
    }
    textBytes = 0;
  }

  private void close(Stream.Name name, StringBuilder of) {
    if (of.length() > 0) {
      ready.add(new Stream(name, of.toString()));
      of.setLength(0);
      if (of.capacity() > 1 << 16) {
        of.trimToSize();
      }
    }
  }
}
