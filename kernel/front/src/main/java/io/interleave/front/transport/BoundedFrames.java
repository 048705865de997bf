package io.interleave.front.transport;

import zmq.Msg;
import zmq.msg.MsgAllocator;

/**
 * Makes room for an incoming frame. JeroMQ 0.6 checks the announced size against the maximum, but
 * lets negative sizes through, and the exception that follows stops its input thread for all
 * connections. Such a frame is taken as empty; what follows is garbage and dropped as such.
 */
final class BoundedFrames implements MsgAllocator {
  private final int maxBytes;

  BoundedFrames(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public Msg allocate(int size) {
    return new Msg(size < 0 || size > maxBytes ? 0 : size);
  }
}
