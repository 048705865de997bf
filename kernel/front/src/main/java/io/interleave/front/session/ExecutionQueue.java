package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.CommMessage;
import io.interleave.front.protocol.Reply;
import io.interleave.front.protocol.Request;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What needs the user's code, in the order it came. After a cell that failed, execute requests that
 * had been received by then are answered as aborted and do not run.
 */
final class ExecutionQueue implements AutoCloseable {
  private final Lane lane = new Lane("execute");
  private final AtomicLong received = new AtomicLong();
  private final Outbox outbox;
  private final Statuses statuses;
  private final CellRunner cells;
  private final CommDesk comms;
  private long abortedThrough; // execute thread only

  ExecutionQueue(Outbox outbox, Statuses statuses, CellRunner cells, CommDesk comms) {
    this.outbox = outbox;
    this.statuses = statuses;
    this.cells = cells;
    this.comms = comms;
  }

  /** For an execute request or a comm message. */
  void add(Received request) {
    long number = received.incrementAndGet();
    lane.add(() -> handle(request, number));
  }

  private void handle(Received received, long number) {
    if (statuses.state() == KernelState.ENDING) {
      return;
    }
    statuses.begin(received.message());
    try {
      if (received.request() instanceof Request.Execute execute) {
        if (number <= abortedThrough) {
          reply(received, new Reply.ExecuteAborted(), new JsonObject());
        } else {
          execute(received, execute);
        }
      } else if (received.request() instanceof CommMessage comm) {
        comms.handle(received.message(), comm);
      }
    } finally {
      statuses.end(received.message());
    }
  }

  private void execute(Received request, Request.Execute execute) {
    CellReply answer = cells.run(request.message(), execute);
    if (answer.abortsRest()) {
      outbox.awaitArrived(); // what still is in the socket was sent before the failure was known
      abortedThrough = received.get();
    }
    reply(request, answer.reply(), answer.metadata());
  }

  private void reply(Received request, Reply reply, JsonObject metadata) {
    outbox.reply(request.channel(), request.message(), reply, metadata);
  }

  @Override
  public void close() {
    lane.close();
  }
}
