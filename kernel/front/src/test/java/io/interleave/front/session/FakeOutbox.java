package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.InputRequest;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.MessageSpec;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Collects what would be sent; every message is checked against the specification. */
final class FakeOutbox implements Outbox {
  private static final long PATIENCE_MILLIS = 10_000;

  /** Where a message went: a channel's name, or {@code IOPUB}. */
  record Sent(String to, Message message) {
    String type() {
      return message.type();
    }

    String parentId() {
      JsonObject parent = message.parentHeader();
      return parent.has("msg_id") ? parent.get("msg_id").getAsString() : "";
    }

    JsonObject content() {
      return message.content();
    }

    /** A message in a few words, such as {@code busy} or {@code stdout:text}. */
    String brief() {
      return switch (type()) {
        case "status" -> content().get("execution_state").getAsString();
        case "stream" ->
            content().get("name").getAsString() + ":" + content().get("text").getAsString();
        case "execute_reply" -> "reply:" + content().get("status").getAsString();
        default -> type();
      };
    }
  }

  private final KernelSession session =
      new KernelSession("s", "", () -> Instant.parse("2026-11-20T08:24:14.811421Z"));
  private final MessageSpec spec = new MessageSpec();
  private final List<Sent> sent = new ArrayList<>(); // guarded by this
  private AssertionError violation; // guarded by this

  private synchronized void add(String to, Message message) {
    try {
      spec.check(message);
    } catch (AssertionError e) {
      violation = e;
    }
    sent.add(new Sent(to, message));
    notifyAll();
  }

  @Override
  public void reply(Channel channel, Message request, Reply reply, JsonObject metadata) {
    add(channel.name(), session.reply(request, reply, metadata));
  }

  @Override
  public void publish(JsonObject parentHeader, Publication publication) {
    add("IOPUB", session.publication(parentHeader, publication));
  }

  @Override
  public String ask(Message executeRequest, InputRequest question) {
    Message asking = session.inputRequest(executeRequest, question);
    add("STDIN", asking);
    return asking.id();
  }

  @Override
  public String now() {
    return session.now();
  }

  synchronized List<Sent> all() {
    if (violation != null) {
      throw violation;
    }
    return List.copyOf(sent);
  }

  List<Sent> ofParent(String id) {
    return all().stream().filter(s -> s.parentId().equals(id)).toList();
  }

  /** The publications for a request, in a few words each. */
  List<String> published(String parentId) {
    return ofParent(parentId).stream()
        .filter(s -> s.to().equals("IOPUB"))
        .map(Sent::brief)
        .toList();
  }

  /** All text of a stream for a request. */
  String text(String parentId, String stream) {
    StringBuilder text = new StringBuilder();
    for (Sent message : ofParent(parentId)) {
      if (message.type().equals("stream")
          && message.content().get("name").getAsString().equals(stream)) {
        text.append(message.content().get("text").getAsString());
      }
    }
    return text.toString();
  }

  /** Waits for a message. */
  synchronized Sent await(Predicate<Sent> wanted) {
    long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    while (true) {
      for (Sent message : sent) {
        if (wanted.test(message)) {
          return message;
        }
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("never sent; there is " + sent.stream().map(Sent::brief).toList());
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Waits until a request is idle and returns its reply. */
  Sent awaitIdle(String id) {
    await(s -> s.parentId().equals(id) && s.brief().equals("idle"));
    return ofParent(id).stream()
        .filter(s -> s.type().endsWith("_reply") && !s.to().equals("IOPUB"))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void awaitArrived() {
    // The test hands requests in itself.
  }
}
