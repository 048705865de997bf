package io.interleave.front.transport;

import io.interleave.front.protocol.BadMessageException;
import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.WireCodec;
import java.util.List;
import org.zeromq.ZMQ;

/** Owns the socket of a request channel. */
final class RequestLoop extends SocketLoop {
  private final Channel channel;
  private final WireCodec codec;
  // Set before the thread starts.
  private MessageReceiver receiver = (channel, message) -> {};

  RequestLoop(
      Channel channel, ZMQ.Context context, BoundSocket bound, WireCodec codec, DropLog drops) {
    super(bound.name(), context, bound.socket(), bound.queue(), drops);
    this.channel = channel;
    this.codec = codec;
  }

  void receiver(MessageReceiver to) {
    receiver = to;
  }

  @Override
  void received(List<byte[]> frames) {
    Message message;
    try {
      message = codec.decode(frames);
    } catch (BadMessageException e) {
      drops().dropped(name(), String.valueOf(e.getMessage()));
      return;
    }
    receiver.received(channel, message);
  }
}
