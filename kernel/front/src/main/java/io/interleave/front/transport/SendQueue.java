package io.interleave.front.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to the thread that owns a socket. Any thread may add; the owner waits on
 * {@link #wakeUps} together with its socket.
 */
final class SendQueue implements AutoCloseable {
  private final Queue<List<byte[]>> messages = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final Pipe pipe;
  // Whether a wake-up is under way, so that a burst of messages costs one write.
  private final AtomicBoolean signalled = new AtomicBoolean();
  private volatile boolean ended;

  SendQueue() throws IOException {
    pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    pipe.sink().configureBlocking(false);
  }

  /** Adds a message; it is lost when the queue has ended. */
  void add(List<byte[]> frames) {
    if (ended) {
      return;
    }
    bytes.addAndGet(size(frames));
    messages.add(frames);
    wake();
  }

  /** The next message, or null; only for the owner. */
  @Nullable List<byte[]> poll() {
    List<byte[]> frames = messages.poll();
    if (frames != null) {
      bytes.addAndGet(-size(frames));
    }
    return frames;
  }

  boolean isEmpty() {
    return messages.isEmpty();
  }

  /** The size of all messages that were added and not yet taken. */
  long bytes() {
    return bytes.get();
  }

  /** No more messages; the owner sends what is there and closes its socket. */
  void end() {
    ended = true;
    wake();
  }

  boolean hasEnded() {
    return ended;
  }

  /** Readable when there may be something to send. */
  SelectableChannel wakeUps() {
    return pipe.source();
  }

  /** Takes the wake-ups; the owner looks into the queue after this, never before. */
  void takeWakeUps() throws IOException {
    ByteBuffer ignored = ByteBuffer.allocate(16);
    while (pipe.source().read(ignored) > 0) {
      ignored.clear();
    }
    signalled.set(false);
  }

  /** Closes the pipe; only for the owner. */
  @Override
  public void close() throws IOException {
    pipe.source().close();
    pipe.sink().close();
  }

  /** Makes the owner look, also when there is nothing to send. */
  void wake() {
    if (signalled.compareAndSet(false, true)) {
      try {
        pipe.sink().write(ByteBuffer.wrap(new byte[1]));
      } catch (IOException e) {
        // The owner has closed the pipe, so it is beyond sending.
        ended = true;
      }
    }
  }

  private static long size(List<byte[]> frames) {
    long size = 0;
    for (byte[] frame : frames) {
      size += frame.length;
    }
    return size;
  }
}
