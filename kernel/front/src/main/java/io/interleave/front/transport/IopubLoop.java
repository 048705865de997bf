package io.interleave.front.transport;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.WireCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zeromq.ZMQ;

/**
 * Publishes, and welcomes every new subscription (JEP 65). Subscriptions are looked for before each
 * message, so that the welcome is the first that a subscriber gets.
 */
final class IopubLoop extends SocketLoop {
  private static final byte SUBSCRIBE = 1;

  private final KernelSession session;
  private final WireCodec codec;

  IopubLoop(
      ZMQ.Context context,
      BoundSocket bound,
      KernelSession session,
      WireCodec codec,
      DropLog drops) {
    super(bound.name(), context, bound.socket(), bound.queue(), drops);
    this.session = session;
    this.codec = codec;
  }

  @Override
  void beforeSend() {
    receive(Integer.MAX_VALUE);
  }

  @Override
  void received(List<byte[]> frames) {
    byte[] event = frames.get(0);
    if (event.length == 0 || event[0] != SUBSCRIBE) {
      return;
    }
    String topic;
    try {
      topic =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(event, 1, event.length - 1))
              .toString();
    } catch (CharacterCodingException e) {
      return;
    }
    Publication welcome = new Publication.IopubWelcome(topic);
    send(codec.encode(session.publication(new JsonObject(), welcome)));
  }
}
