package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.engine.Completeness;
import io.interleave.front.engine.Completion;
import io.interleave.front.engine.Documentation;
import io.interleave.front.engine.Engine;
import io.interleave.front.magic.MagicAssistant;
import io.interleave.front.magic.Magics;
import io.interleave.front.magic.ParsedCell;
import io.interleave.front.protocol.CodePoints;
import io.interleave.front.protocol.MimeBundle;
import io.interleave.front.protocol.Reply;
import io.interleave.front.protocol.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Answers what needs no execution. Called by two threads. */
final class Answers {
  private final Engine engine;
  private final Magics magics;
  private final MagicAssistant assistant;
  private final History history;
  private final OpenComms comms;
  private final Reply.KernelInfo identity;

  Answers(
      Engine engine, Magics magics, History history, OpenComms comms, Reply.KernelInfo identity) {
    this.engine = engine;
    this.magics = magics;
    this.assistant = new MagicAssistant(magics);
    this.history = history;
    this.comms = comms;
    this.identity = identity;
  }

  /** Empty for a request that has no reply here. */
  Optional<Reply> answer(Request request) {
    if (request instanceof Request.KernelInfo) {
      return Optional.of(identity);
    }
    if (request instanceof Request.Complete complete) {
      return Optional.of(complete(complete));
    }
    if (request instanceof Request.Inspect inspect) {
      return Optional.of(inspect(inspect));
    }
    if (request instanceof Request.IsComplete isComplete) {
      return Optional.of(isComplete(isComplete.code()));
    }
    if (request instanceof Request.History wanted) {
      return Optional.of(history.find(wanted));
    }
    if (request instanceof Request.CommInfo info) {
      return Optional.of(new Reply.Comms(comms.of(info.targetName())));
    }
    return Optional.empty();
  }

  private Reply complete(Request.Complete request) {
    String code = request.code();
    Completion completion =
        assistant
            .complete(code, request.cursor())
            .orElseGet(() -> engine.complete(magics.parse(code).code(), request.cursor()));
    return new Reply.Completions(
        completion.matches().stream().map(m -> new Reply.Match(m.text(), m.type())).toList(),
        CodePoints.fromUtf16(code, completion.start()),
        CodePoints.fromUtf16(code, completion.end()));
  }

  private Reply inspect(Request.Inspect request) {
    String code = request.code();
    Optional<Documentation> found = assistant.inspect(code, request.cursor());
    if (found.isEmpty()) {
      found = engine.inspect(magics.parse(code).code(), request.cursor(), request.detailLevel());
    }
    if (found.isEmpty()) {
      return new Reply.Inspection(false, new JsonObject());
    }
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/plain", found.get().text());
    if (!found.get().html().isEmpty()) {
      data.put("text/html", found.get().html());
    }
    return new Reply.Inspection(true, MimeBundle.of(data));
  }

  private Reply isComplete(String code) {
    ParsedCell parsed = magics.parse(code);
    boolean onlyCommands = parsed.code().isBlank() && !parsed.lineCalls().isEmpty();
    if (onlyCommands || parsed.cellCall().isPresent()) {
      return new Reply.Completeness(Reply.Completeness.Verdict.COMPLETE, "");
    }
    Completeness found = engine.completeness(parsed.code());
    return new Reply.Completeness(
        Reply.Completeness.Verdict.valueOf(found.status().name()), found.indent());
  }
}
