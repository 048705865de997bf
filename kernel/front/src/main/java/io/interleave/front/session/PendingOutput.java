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
  private Stream.Name stream = Stream.Name.STDOUT;
  private long textBytes;
  private long bytes;

  void text(Stream.Name name, String more, long jsonBytes) {
    if (name != stream || textBytes + jsonBytes > MAX_MESSAGE_BYTES) {
      closeText();
      stream = name;
    }
    text.append(more);
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
    textBytes = 0;
    bytes = 0;
    ready.add(new ClearOutput(untilNext));
  }

  boolean isEmpty() {
    return ready.isEmpty() && text.length() == 0;
  }

  /** Bytes of text in JSON. */
  long bytes() {
    return bytes;
  }

  /** Whether the last text ends in the middle of a line. */
  boolean endsInLine() {
    return text.length() > 0 && text.charAt(text.length() - 1) != '\n';
  }

  void drain(Consumer<Publication> to) {
    closeText();
    ready.forEach(to);
    ready.clear();
    bytes = 0;
  }

  private void closeText() {
    if (text.length() > 0) {
      ready.add(new Stream(stream, text.toString()));
      text.setLength(0);
      textBytes = 0;
      if (text.capacity() > 1 << 16) {
        text.trimToSize();
      }
    }
  }
}
