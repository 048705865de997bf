package io.interleave.it.threads;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.interleave.front.engine.Outcome;
import io.interleave.front.render.ThreadJson;
import io.interleave.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a cell showed of its threads, read back from the JSON of its table. */
final class Report {
  private final @Nullable Outcome outcome;
  private final List<Event.Display> displays;
  private final JsonObject json;

  Report(@Nullable Outcome outcome, List<Event.Display> displays) {
    this.outcome = outcome;
    this.displays = displays;
    this.json =
        displays.stream()
            .filter(d -> d.data().containsKey(ThreadJson.MIME_TYPE))
            .reduce((first, second) -> second)
            .map(ReportedEngine::json)
            .orElseThrow(() -> new AssertionError("no report on " + outcome + ": " + displays));
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  JsonObject json() {
    return json;
  }

  /** All texts that were displayed. */
  String text() {
    return displays.stream()
        .map(d -> d.data().getOrDefault("text/plain", ""))
        .collect(Collectors.joining("\n"));
  }

  /** All markup that was displayed. */
  String html() {
    return displays.stream()
        .map(d -> d.data().getOrDefault("text/html", ""))
        .collect(Collectors.joining("\n"));
  }

  List<JsonObject> threads() {
    List<JsonObject> threads = new ArrayList<>();
    json.getAsJsonArray("threads").forEach(t -> threads.add(t.getAsJsonObject()));
    return threads;
  }

  JsonObject thread(String name) {
    return threads().stream()
        .filter(t -> t.get("name").getAsString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in\n" + text()));
  }

  /** A figure of a thread in ms; NaN when not measurable. */
  double ms(String thread, String figure) {
    return ms(thread(thread), figure);
  }

  static double ms(JsonObject thread, String figure) {
    JsonElement value = thread.get(figure);
    return value.isJsonNull() ? Double.NaN : value.getAsLong() / 1e6;
  }

  List<JsonObject> entries(String list) {
    JsonArray array = json.getAsJsonArray(list);
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  /** The hand-offs as {@code from->to lock}, by time. */
  List<String> handOffs() {
    return entries("handOffs").stream()
        .map(h -> name(h, "from") + "->" + name(h, "to") + " " + h.get("lock").getAsString())
        .toList();
  }

  private String name(JsonObject handOff, String end) {
    long id = handOff.get(end).getAsLong();
    return threads().stream()
        .filter(t -> t.get("id").getAsLong() == id)
        .map(t -> t.get("name").getAsString())
        .findFirst()
        .orElse("?");
  }

  /** How far the states are from adding up to the wall time, in ms; unaccounted time is one. */
  static double unexplained(JsonObject thread) {
    double sum = 0;
    for (String state : List.of("cpu", "ready", "sleep", "blocked", "wait", "io", "unaccounted")) {
      sum += ms(thread, state);
    }
    return ms(thread, "wall") - sum;
  }
}
