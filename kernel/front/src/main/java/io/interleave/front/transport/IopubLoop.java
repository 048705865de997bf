package io.interleave.front.transport;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.WireCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.zeromq.ZMQ;

/**
 * Publishes, and welcomes every new subscription (JEP 65). The welcome is the first that a
 * subscriber gets, now and then more than once.
 */
final class IopubLoop extends SocketLoop {
  private static final byte SUBSCRIBE = 1;

  private final KernelSession session;
  private final WireCodec codec;
  private final List<String> late = new ArrayList<>(); // topics subscribed to after a first frame
  private boolean begun;

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

  /**
   * Subscriptions are looked for before each message. ZeroMQ heeds further ones when the first
   * frame, the topic, is sent, and with it decides who gets the message: what these begin to get
   * then becomes their welcome, and the message is sent after it.
   */
  @Override
  void sendOne(List<byte[]> frames) {
    receive(Integer.MAX_VALUE);
    begin(frames.get(0));
    while (subscribedMeanwhile()) {
      String topic = late.get(0);
      List<byte[]> welcome = welcome(topic);
      send(topic.isEmpty() ? welcome : welcome.subList(1, welcome.size()));
      late.forEach(each -> send(welcome(each))); // to those who subscribed still later, too
      begin(frames.get(0));
    }
    send(frames.subList(1, frames.size()));
  }

  private boolean subscribedMeanwhile() {
    late.clear();
    begun = true;
    receive(Integer.MAX_VALUE);
    begun = false;
    return !late.isEmpty();
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
    if (begun) {
      late.add(topic);
    } else {
      send(welcome(topic));
    }
  }

  private List<byte[]> welcome(String topic) {
    Publication welcome = new Publication.IopubWelcome(topic);
    return codec.encode(session.publication(new JsonObject(), welcome));
  }
}
