package io.interleave.wire;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.List;

/**
 * Writes frames to a channel, each as a four-byte length and its bytes. Threads may share it; a
 * frame is written whole.
 */
public final class FrameWriter implements Closeable {
  private final WritableByteChannel channel;
  private final FrameOutput out = new FrameOutput(); // guarded by this

  public FrameWriter(WritableByteChannel channel) {
    this.channel = channel;
  }

  /**
   * Writes one frame and returns when the channel has taken it.
   *
   * @throws IOException when the other side is gone
   */
  public synchronized void write(Frame frame) throws IOException {
    writeAll(List.of(frame));
  }

  /** Writes frames with as few system calls as possible, in their order. */
  public synchronized void writeAll(Iterable<? extends Frame> frames) throws IOException {
    out.reset();
    for (Frame frame : frames) {
      int start = out.size();
      out.putInt(0);
      FrameCodec.write(out, frame);
      out.setInt(start, out.size() - start - 4);
      if (out.size() > 1 << 16) {
        drain();
      }
    }
    drain();
  }

  private void drain() throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(out.array(), 0, out.size());
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
    out.reset();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
