package io.interleave.cell.streams;

import io.interleave.cell.owner.Owners;
import io.interleave.hooks.StopCheck;
import io.interleave.wire.Event.Stream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.out} or {@code System.err}: each call is one write, never torn, and belongs to the
 * cell of the calling thread. Closing does nothing, because all cells share it.
 */
public final class CellPrintStream extends PrintStream {
  private final FrameQueue queue;
  private final Owners owners;
  private final Stream stream;
  private final PrintedFrames frames = new PrintedFrames();

  public CellPrintStream(FrameQueue queue, Owners owners, Stream stream) {
    super(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    this.queue = queue;
    this.owners = owners;
    this.stream = stream;
  }

  private void put(String text) {
    StopCheck.poll();
    if (!text.isEmpty()) {
      queue.write(stream, owners.current(), text);
    }
  }

  private void putLine(String text) {
    put(text + "\n");
  }

  @Override
  public void write(int b) {
    put(ThreadLines.current().of(stream).decoder.decode(b));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    put(ThreadLines.current().of(stream).decoder.decode(bytes, offset, length));
  }

  @Override
  public void write(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void writeBytes(byte[] bytes) {
    write(bytes, 0, bytes.length);
  }

  @Override
  public void print(boolean value) {
    put(String.valueOf(value));
  }

  @Override
  public void print(char value) {
    put(String.valueOf(value));
  }

  @Override
  public void print(int value) {
    put(String.valueOf(value));
  }

  @Override
  public void print(long value) {
    put(String.valueOf(value));
  }

  @Override
  public void print(float value) {
    put(String.valueOf(value));
  }

  @Override
  public void print(double value) {
    put(String.valueOf(value));
  }

  @Override
  public void print(char[] value) {
    put(String.valueOf(value));
  }

  @Override
  public void print(@Nullable String value) {
    put(String.valueOf(value));
  }

  @Override
  public void print(@Nullable Object value) {
    put(String.valueOf(value));
  }

  @Override
  public void println() {
    put("\n");
  }

  @Override
  public void println(boolean value) {
    putLine(String.valueOf(value));
  }

  @Override
  public void println(char value) {
    putLine(String.valueOf(value));
  }

  @Override
  public void println(int value) {
    putLine(String.valueOf(value));
  }

  @Override
  public void println(long value) {
    putLine(String.valueOf(value));
  }

  @Override
  public void println(float value) {
    putLine(String.valueOf(value));
  }

  @Override
  public void println(double value) {
    putLine(String.valueOf(value));
  }

  @Override
  public void println(char[] value) {
    putLine(String.valueOf(value));
  }

  @Override
  public void println(@Nullable String value) {
    putLine(String.valueOf(value));
  }

  /** {@code Throwable.printStackTrace} writes through this method, a line at a time. */
  @Override
  public void println(@Nullable Object value) {
    String line = frames.readable(String.valueOf(value));
    if (line != null) {
      putLine(line);
    }
  }

  @Override
  public PrintStream printf(String format, @Nullable Object... arguments) {
    return format(format, arguments);
  }

  @Override
  public PrintStream printf(@Nullable Locale locale, String format, @Nullable Object... arguments) {
    return format(locale, format, arguments);
  }

  @Override
  public PrintStream format(String format, @Nullable Object... arguments) {
    put(String.format(format, arguments));
    return this;
  }

  @Override
  public PrintStream format(@Nullable Locale locale, String format, @Nullable Object... arguments) {
    put(String.format(locale, format, arguments));
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text) {
    put(String.valueOf(text));
    return this;
  }

  @Override
  public PrintStream append(@Nullable CharSequence text, int start, int end) {
    put(String.valueOf(text).substring(start, end));
    return this;
  }

  @Override
  public PrintStream append(char c) {
    put(String.valueOf(c));
    return this;
  }

  @Override
  public void flush() {
    queue.flushCurrentThread();
  }

  @Override
  public void close() {
    flush();
  }

  @Override
  public boolean checkError() {
    flush();
    return false;
  }
}
