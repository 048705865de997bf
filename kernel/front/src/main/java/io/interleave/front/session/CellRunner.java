package io.interleave.front.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Publication.ExecuteInput;
import io.interleave.front.protocol.Publication.ExecuteResult;
import io.interleave.front.protocol.Reply;
import io.interleave.front.protocol.Request;
import io.interleave.front.render.ErrorText;
import io.interleave.front.render.Notices;
import io.interleave.wire.Event.Value;
import java.util.Map;
import java.util.Optional;

/** Runs execute requests, one at a time: input, outputs, result or error. */
final class CellRunner {
  private final Outbox outbox;
  private final CellEvents events;
  private final Engine engine;
  private final CellBody body;
  private final History history;
  private final OutcomeText texts;
  private final ExecutionCount count = new ExecutionCount();

  CellRunner(Outbox outbox, CellEvents events, Engine engine, CellBody body, History history) {
    this.outbox = outbox;
    this.events = events;
    this.engine = engine;
    this.body = body;
    this.history = history;
    this.texts = new OutcomeText(events.errors());
  }

  /** Runs a cell and returns its answer, with everything it printed published before. */
  CellReply run(Message request, Request.Execute execute) {
    String started = outbox.now();
    int number = count.next(execute.storeHistory());
    CellOutput output =
        events.begin(
            request,
            title(execute, number),
            execute.code(),
            execute.silent(),
            execute.allowStdin());
    try {
      output.now(new ExecuteInput(execute.code(), number));
      if (execute.storeHistory()) {
        history.add(number, execute.code());
      }
      Reply reply = reply(output, execute, number);
      boolean failed = reply instanceof Reply.ExecuteError;
      return CellReply.of(reply, started, failed && execute.stopOnError() && !execute.silent());
    } finally {
      events.end(output);
    }
  }

  private static String title(Request.Execute execute, int number) {
    if (execute.silent()) {
      return "silent cell";
    }
    return execute.storeHistory() ? "cell " + number : "unnumbered cell";
  }

  private Reply reply(CellOutput output, Request.Execute execute, int number) {
    try {
      Outcome outcome = body.run(output, execute.code());
      if (!(outcome instanceof Outcome.Interrupted) && !outcome.stillRunning().isEmpty()) {
        output.now(Notices.stillRunning(outcome.stillRunning()));
      }
      if (outcome instanceof Outcome.Succeeded succeeded) {
        succeeded.value().ifPresent(value -> show(output, execute, number, value));
        return new Reply.ExecuteOk(number, expressions(output, execute), new JsonArray());
      }
      return failed(output, number, texts.error(output.run().title(), outcome).orElseThrow());
    } catch (CellBody.FailedCall e) {
      ErrorText error =
          events
              .errors()
              .magic(
                  output.run().title(),
                  e.call().line(),
                  e.call().source(),
                  String.valueOf(e.reason().getMessage()),
                  e.reason().wayOut());
      return failed(output, number, error);
    } catch (RuntimeException | Error bug) {
      // Whatever happens here, the client gets its reply and the kernel goes on.
      return failed(output, number, events.errors().internal(bug));
    }
  }

  private void show(CellOutput output, Request.Execute execute, int number, Value value) {
    if (value.data().isEmpty()) {
      return;
    }
    output.now(new ExecuteResult(number, Bundles.of(value), Bundles.metadata(value), null));
    if (execute.storeHistory()) {
      history.output(number, value.data().getOrDefault("text/plain", ""));
    }
  }

  private static Reply failed(CellOutput output, int number, ErrorText error) {
    output.now(Bundles.of(error));
    return new Reply.ExecuteError(number, Bundles.of(error));
  }

  private JsonObject expressions(CellOutput output, Request.Execute execute) {
    JsonObject results = new JsonObject();
    for (Map.Entry<String, String> expression : execute.userExpressions().entrySet()) {
      Run run = output.run();
      Cell cell = new Cell(run.id(), run.title(), expression.getValue(), false);
      results.add(expression.getKey(), expression(run.title(), engine.evaluate(cell)));
    }
    return results;
  }

  private JsonObject expression(String title, Outcome outcome) {
    Optional<ErrorText> error = texts.error(title, outcome);
    JsonObject result;
    if (error.isPresent()) {
      result = Bundles.of(error.get()).toJson();
      result.addProperty("status", "error");
      return result;
    }
    result = new JsonObject();
    result.addProperty("status", "ok");
    JsonObject data = new JsonObject();
    JsonObject metadata = new JsonObject();
    if (outcome instanceof Outcome.Succeeded succeeded && succeeded.value().isPresent()) {
      data = Bundles.of(succeeded.value().get());
      metadata = Bundles.metadata(succeeded.value().get());
    }
    result.add("data", data);
    result.add("metadata", metadata);
    return result;
  }
}
