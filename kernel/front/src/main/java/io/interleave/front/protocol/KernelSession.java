package io.interleave.front.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the messages of one kernel process: all of them carry the same session id, so that clients
 * can tell them from those of an earlier process, and each has an id of its own, so that no two
 * have the same signature.
 */
public final class KernelSession {
  /** The version of the specification that headers claim. */
  public static final String PROTOCOL_VERSION = "5.5";

  private final String id;
  private final String username;
  private final InstantSource clock;
  private final AtomicLong sent = new AtomicLong();

  /**
   * @param id new for each process, such as a UUID
   * @param username may be empty
   */
  public KernelSession(String id, String username, InstantSource clock) {
    this.id = id;
    this.username = username;
    this.clock = clock;
  }

  /** The session id in all headers. */
  public String id() {
    return id;
  }

  /** The present time as headers write it. */
  public String now() {
    return Timestamp.of(clock.instant());
  }

  /** A fresh header. */
  public JsonObject header(String type) {
    JsonObject header = new JsonObject();
    header.addProperty("msg_id", id + '_' + sent.incrementAndGet());
    header.addProperty("session", id);
    header.addProperty("username", username);
    header.addProperty("date", now());
    header.addProperty("msg_type", type);
    header.addProperty("version", PROTOCOL_VERSION);
    return header;
  }

  /** A reply to the sender of {@code request}. */
  public Message reply(Message request, Reply reply) {
    return reply(request, reply, new JsonObject());
  }

  /** A reply with metadata, such as {@code started} of an execute reply. */
  public Message reply(Message request, Reply reply, JsonObject metadata) {
    return new Message(
        request.identities(),
        header(reply.type()),
        request.header(),
        metadata,
        reply.toJson(),
        List.of());
  }

  /** A question to the sender of {@code request}, for the stdin channel. */
  public Message inputRequest(Message request, InputRequest question) {
    return new Message(
        request.identities(),
        header(question.type()),
        request.header(),
        new JsonObject(),
        question.toJson(),
        List.of());
  }

  /**
   * A message for IOPub.
   *
   * @param parentHeader the header of the request it belongs to, verbatim; empty for none
   */
  public Message publication(JsonObject parentHeader, Publication publication) {
    String topic = publication.topic(id);
    return new Message(
        topic.isEmpty() ? List.of() : List.of(topic.getBytes(StandardCharsets.UTF_8)),
        header(publication.type()),
        parentHeader,
        publication.metadata(),
        publication.toJson(),
        publication.buffers());
  }
}
