package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.InputRequest;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Reply;

/**
 * Where the session's messages go. Messages of one thread keep their order; a call never waits for
 * a client. Called by many threads.
 */
public interface Outbox {

  /**
   * Answers a request on the channel it came from.
   *
   * @param metadata of the reply, may be empty
   */
  void reply(Channel channel, Message request, Reply reply, JsonObject metadata);

  /**
   * Publishes on IOPub.
   *
   * @param parentHeader the header of the request it belongs to, verbatim; empty for none
   */
  void publish(JsonObject parentHeader, Publication publication);

  /**
   * Asks the sender of {@code executeRequest} for a line, on the stdin channel.
   *
   * @return the id of the message that asks
   */
  String ask(Message executeRequest, InputRequest question);

  /** The present time as headers write it. */
  String now();

  /** Waits, for a moment at most, until every request that has arrived by now was handed in. */
  void awaitArrived();
}
