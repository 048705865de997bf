package io.interleave.front.transport;

import java.util.List;
import org.zeromq.ZMQ;

/** Sends every message back at once. */
final class HeartbeatLoop extends SocketLoop {
  HeartbeatLoop(ZMQ.Context context, BoundSocket bound, DropLog drops) {
    super(bound.name(), context, bound.socket(), bound.queue(), drops);
  }

  @Override
  void received(List<byte[]> frames) {
    send(frames);
  }
}
