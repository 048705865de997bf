package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Reply;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A thread that answers requests beside the cells: busy, reply if there is one, idle. */
final class SideLane implements AutoCloseable {
  private final Lane lane;
  private final Outbox outbox;
  private final Statuses statuses;

  SideLane(String name, Outbox outbox, Statuses statuses) {
    this.lane = new Lane(name);
    this.outbox = outbox;
    this.statuses = statuses;
  }

  /**
   * @param answer finds the reply
   */
  void add(Received request, Function<Received, Optional<Reply>> answer) {
    add(request, answer, () -> {});
  }

  /**
   * @param afterwards runs behind the request's idle
   */
  void add(Received request, Function<Received, Optional<Reply>> answer, Runnable afterwards) {
    lane.add(
        () -> {
          statuses.busy(request.message());
          try {
            reply(request, answer);
          } finally {
            statuses.idle(request.message());
          }
          afterwards.run();
        });
  }

  private void reply(Received request, Function<Received, Optional<Reply>> answer) {
    Optional<Reply> reply;
    try {
      reply = answer.apply(request);
    } catch (RuntimeException | Error bug) {
      // The client waits for an answer, whatever happened.
      reply =
          Optional.of(
              new Reply.Failed(
                  request.message().type(),
                  bug.getClass().getName(),
                  String.valueOf(bug.getMessage()),
                  List.of(bug.toString())));
    }
    reply.ifPresent(
        found -> outbox.reply(request.channel(), request.message(), found, new JsonObject()));
  }

  @Override
  public void close() {
    lane.close();
  }
}
