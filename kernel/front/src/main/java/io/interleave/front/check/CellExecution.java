package io.interleave.front.check;

import com.google.gson.JsonObject;
import io.interleave.front.install.ProbeClient.Reply;
import io.interleave.front.install.RunningKernel;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One run of one cell: sends it and collects what the kernel publishes until it is idle again. */
final class CellExecution {
  private static final int POLL_MILLIS = 200;
  private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
  private static final Duration REPLIES_WITHIN = Duration.ofSeconds(10);
  private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");

  private final RunningKernel kernel;
  private final Consumer<Reply> published;
  private final Consumer<String> asked;
  private final StringBuilder stdout = new StringBuilder();
  private final StringBuilder stderr = new StringBuilder();
  private final List<JsonObject> bundles = new ArrayList<>();
  private @Nullable String value;
  private Ran.@Nullable Failure failure;
  private @Nullable Instant began;
  private @Nullable Instant ended;
  private String skipped = "";
  private int number;

  /**
   * @param published gets every message that comes meanwhile, those of other cells included
   * @param asked gets the id of the request before the first message that answers it
   */
  CellExecution(RunningKernel kernel, Consumer<Reply> published, Consumer<String> asked) {
    this.kernel = kernel;
    this.published = published;
    this.asked = asked;
  }

  /** How it went. */
  sealed interface Result {
    /** The kernel was idle again in time; {@code number} is what clients show in brackets. */
    record Finished(int number, Ran ran) implements Result {}

    /** The cell found that this machine lacks something and skipped itself. */
    record Skipped(String reason) implements Result {}

    /** It was stopped after its time, and the kernel goes on. */
    record TooLong(int number) implements Result {}

    /** There is no kernel any more that could run further cells. */
    record KernelLost(String problem) implements Result {}
  }

  /**
   * Runs a cell.
   *
   * @param store whether it counts, as a cell that somebody runs does
   * @param limit for how long it may run
   */
  Result run(String code, boolean store, Duration limit) {
    JsonObject content = new JsonObject();
    content.addProperty("code", code);
    content.addProperty("silent", false);
    content.addProperty("store_history", store);
    content.add("user_expressions", new JsonObject());
    content.addProperty("allow_stdin", false);
    content.addProperty("stop_on_error", true);
    String id = kernel.client().ask("execute_request", content);
    asked.accept(id);
    boolean inTime = awaitIdle(id, limit);
    if (!inTime && kernel.isAlive()) {
      kernel.client().control("interrupt_request", new JsonObject());
      if (!awaitIdle(id, STOPS_WITHIN)) {
        return new Result.KernelLost(
            "it did not end within " + limit.toSeconds() + " s, nor when it was stopped");
      }
    }
    if (!kernel.isAlive()) {
      return new Result.KernelLost(kernel.withLastWords("the kernel died"));
    }
    if (!awaitReply(id)) {
      return new Result.KernelLost("the kernel was idle again, but sent no reply");
    }
    if (!inTime) {
      return new Result.TooLong(number);
    }
    return skipped.isEmpty() ? new Result.Finished(number, ran()) : new Result.Skipped(skipped);
  }

  private Ran ran() {
    double seconds =
        began == null || ended == null ? 0 : Duration.between(began, ended).toNanos() / 1e9;
    return new Ran(
        stdout.toString(),
        stderr.toString(),
        Optional.ofNullable(value),
        List.copyOf(bundles),
        Optional.ofNullable(failure),
        seconds);
  }

  private boolean awaitIdle(String id, Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    while (kernel.isAlive() && System.nanoTime() - end < 0) {
      Reply message = kernel.client().published(POLL_MILLIS).orElse(null);
      if (message != null) {
        published.accept(message);
        if (message.answers(id) && isIdle(message)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean awaitReply(String id) {
    long end = System.nanoTime() + REPLIES_WITHIN.toNanos();
    while (kernel.isAlive() && System.nanoTime() - end < 0) {
      Reply reply = kernel.client().shellReply(POLL_MILLIS).orElse(null);
      if (reply != null && reply.answers(id)) {
        return true;
      }
    }
    return false;
  }

  private boolean isIdle(Reply message) {
    JsonObject content = message.content();
    switch (message.type()) {
      case "execute_input" -> {
        began = date(message);
        number = content.get("execution_count").getAsInt();
      }
      case "stream" ->
          (content.get("name").getAsString().equals("stderr") ? stderr : stdout)
              .append(content.get("text").getAsString());
      case "execute_result" -> {
        JsonObject data = content.getAsJsonObject("data");
        bundles.add(data);
        value = data.has("text/plain") ? data.get("text/plain").getAsString() : "";
      }
      case "display_data", "update_display_data" -> display(content);
      case "clear_output" -> {
        stdout.setLength(0);
        stderr.setLength(0);
        bundles.clear();
      }
      case "error" -> failure = failure(content);
      case "status" -> {
        if (content.get("execution_state").getAsString().equals("idle")) {
          ended = date(message);
          return true;
        }
      }
      default -> {}
    }
    return false;
  }

  private void display(JsonObject content) {
    bundles.add(content.getAsJsonObject("data"));
    if (content.getAsJsonObject("metadata").get("interleave") instanceof JsonObject mark
        && mark.has("skipped")) {
      skipped = mark.get("skipped").getAsString();
    }
  }

  private static Ran.Failure failure(JsonObject content) {
    StringBuilder traceback = new StringBuilder();
    content
        .getAsJsonArray("traceback")
        .forEach(line -> traceback.append(line.getAsString()).append('\n'));
    return new Ran.Failure(
        content.get("ename").getAsString(),
        content.get("evalue").getAsString(),
        COLOURS.matcher(traceback).replaceAll(""));
  }

  private static @Nullable Instant date(Reply message) {
    try {
      return OffsetDateTime.parse(message.header().get("date").getAsString()).toInstant();
    } catch (DateTimeParseException e) {
      return null; // then the cell has no duration
    }
  }
}
