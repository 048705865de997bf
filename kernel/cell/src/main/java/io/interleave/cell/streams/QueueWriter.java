package io.interleave.cell.streams;

import io.interleave.wire.FrameWriter;
import java.io.IOException;

/**
 * Drains the queue to the socket until the front is gone. The body of {@code interleave-writer}.
 */
public final class QueueWriter implements Runnable {
  private final FrameQueue queue;
  private final FrameWriter socket;
  private final Runnable frontGone;

  public QueueWriter(FrameQueue queue, FrameWriter socket, Runnable frontGone) {
    this.queue = queue;
    this.socket = socket;
    this.frontGone = frontGone;
  }

  @Override
  public void run() {
    try {
      while (true) {
        socket.writeAll(queue.take());
      }
    } catch (IOException | InterruptedException e) {
      frontGone.run(); // nothing interrupts this thread but somebody who wants it to end
    }
  }
}
