package io.interleave.wire;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/** Reads the frames that a {@link FrameWriter} wrote. For one thread. */
public final class FrameReader implements Closeable {
  /** No honest frame is longer; a longer length means that the two sides lost step. */
  static final int MAX_FRAME_BYTES = 1 << 29;

  private final ReadableByteChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).flip();

  public FrameReader(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Waits for the next frame.
   *
   * @return null when the other side closed the channel between two frames
   * @throws EOFException when it closed in the middle of one
   * @throws BadFrameException when the bytes are no frame
   */
  public @Nullable Frame read() throws IOException {
    if (!fill(4)) {
      return null;
    }
    int length = buffer.getInt();
    if (length < 1 || length > MAX_FRAME_BYTES) {
      throw new BadFrameException("length " + length);
    }
    byte[] bytes = new byte[length];
    int have = Math.min(length, buffer.remaining());
    buffer.get(bytes, 0, have);
    ByteBuffer rest = ByteBuffer.wrap(bytes, have, length - have);
    while (rest.hasRemaining()) {
      if (channel.read(rest) < 0) {
        throw new EOFException("in the middle of a frame of " + length + " bytes");
      }
    }
    return FrameCodec.read(new FrameInput(bytes));
  }

  private boolean fill(int count) throws IOException {
    while (buffer.remaining() < count) {
      buffer.compact();
      int got = channel.read(buffer);
      buffer.flip();
      if (got < 0) {
        if (buffer.hasRemaining()) {
          throw new EOFException("in the middle of a frame's length");
        }
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
