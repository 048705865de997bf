package io.interleave.front.cellvm;

import io.interleave.wire.Event;
import io.interleave.wire.Event.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Reads what native code and child processes write to one file descriptor of the cell JVM, and
 * passes it on as output of the latest cell.
 *
 * <p>Before {@link Event.Settled} the cell JVM writes a mark to the descriptor, {@code NUL nonce
 * number NUL}; when the mark has come, so has everything before it.
 */
final class DescriptorReader implements Runnable {
  private static final int KEPT_CHARS = 2000;
  private static final long MARK_LIMIT_MILLIS = 500;

  private final InputStream in;
  private final Stream stream;
  private final String mark;
  private final CellVmListener listener;
  private final StringBuilder before = new StringBuilder(); // of this thread until it ended
  private final StringBuilder text = new StringBuilder(); // of this thread
  private final Object lock = new Object();
  private long lastMark; // guarded by lock
  private boolean ended; // guarded by lock
  private volatile boolean ready;
  private volatile int latestCell;

  private DescriptorReader(InputStream in, Stream stream, String nonce, CellVmListener listener) {
    this.in = in;
    this.stream = stream;
    this.mark = "\0" + nonce + " ";
    this.listener = listener;
  }

  static DescriptorReader start(
      InputStream in, Stream stream, String nonce, CellVmListener listener) {
    DescriptorReader reader = new DescriptorReader(in, stream, nonce, listener);
    Thread thread = new Thread(reader, stream == Stream.STDOUT ? "cell-vm-fd-1" : "cell-vm-fd-2");
    thread.setDaemon(true);
    thread.start();
    return reader;
  }

  /** From now on text belongs to a cell; what came before is kept for {@link #lastText}. */
  void ready() {
    ready = true;
  }

  void latestCell(int cell) {
    latestCell = cell;
  }

  /** What was written before the JVM was ready, the end of it; call after the end only. */
  String lastText() {
    return before.toString();
  }

  void awaitMark(long number) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MARK_LIMIT_MILLIS);
    await(deadline, number);
  }

  void awaitEnd() {
    await(System.nanoTime() + TimeUnit.SECONDS.toNanos(1), Long.MAX_VALUE);
  }

  private void await(long deadline, long number) {
    synchronized (lock) {
      try {
        long left = deadline - System.nanoTime();
        while (lastMark < number && !ended && left > 0) {
          TimeUnit.NANOSECONDS.timedWait(lock, left);
          left = deadline - System.nanoTime();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public void run() {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    ByteBuffer bytes = ByteBuffer.allocate(8192);
    CharBuffer chars = CharBuffer.allocate(8192);
    try (in) {
      int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      while (count >= 0) {
        bytes.position(bytes.position() + count).flip();
        decoder.decode(bytes, chars, false);
        bytes.compact();
        text.append(chars.flip());
        chars.clear();
        passOn(false);
        count = in.read(bytes.array(), bytes.position(), bytes.remaining());
      }
    } catch (IOException e) {
      // The process is gone, and its pipe with it: the same as the end of the stream.
    } finally {
      passOn(true);
      synchronized (lock) {
        ended = true;
        lock.notifyAll();
      }
    }
  }

  private void passOn(boolean all) {
    int at = text.indexOf(mark);
    while (at >= 0) {
      int end = text.indexOf("\0", at + mark.length());
      if (end < 0) {
        break;
      }
      emit(text.substring(0, at));
      long number = Long.parseLong(text.substring(at + mark.length(), end));
      text.delete(0, end + 1);
      synchronized (lock) {
        lastMark = Math.max(lastMark, number);
        lock.notifyAll();
      }
      at = text.indexOf(mark);
    }
    int sure = all ? text.length() : text.length() - possibleMark();
    emit(text.substring(0, sure));
    text.delete(0, sure);
  }

  /** How many characters at the end may be the beginning of a mark. */
  private int possibleMark() {
    int start = text.lastIndexOf("\0");
    if (start < 0) {
      return 0;
    }
    String tail = text.substring(start);
    return mark.startsWith(tail) || tail.startsWith(mark) ? tail.length() : 0;
  }

  private void emit(String part) {
    if (part.isEmpty()) {
      return;
    }
    if (ready && latestCell > 0) {
      listener.event(new Event.Output(latestCell, 0, stream, System.nanoTime(), part));
      return;
    }
    before.append(part);
    if (before.length() > KEPT_CHARS) {
      before.delete(0, before.length() - KEPT_CHARS);
    }
  }
}
