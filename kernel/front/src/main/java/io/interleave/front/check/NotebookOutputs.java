package io.interleave.front.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.interleave.front.install.ProbeClient.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the cells of a notebook published, as a notebook stores it (nbformat 4.5, Code cell
 * outputs): each message with the cell whose request is its parent, also when that cell is long
 * over; what was drawn again is there once, in its last state.
 */
final class NotebookOutputs {
  private static final String PNG = "image/png";
  private static final String FOR_PROGRAMS = "application/vnd.interleave.";

  private final Map<String, Cell> byRequest = new HashMap<>();
  private final Map<Integer, Cell> byNumber = new HashMap<>();
  private final Map<String, List<JsonObject>> displays = new HashMap<>();

  /** A run of a cell. */
  private static final class Cell {
    private final JsonArray outputs = new JsonArray();
    private int number;
    private boolean clearsNext;
  }

  /**
   * A cell that was run.
   *
   * @param number what clients show in brackets
   * @param outputs texts are lists of lines
   */
  record Stored(int number, JsonArray outputs) {}

  /**
   * What answers this request belongs to the code cell; a request that is not named is left out.
   */
  void expect(String request, int codeCell) {
    Cell cell = new Cell();
    byRequest.put(request, cell);
    byNumber.put(codeCell, cell);
  }

  /** Takes a published message. */
  void accept(Reply message) {
    JsonObject content = message.content();
    if (message.type().equals("update_display_data")) {
      update(content);
      return;
    }
    JsonElement request = message.parent().get("msg_id");
    Cell cell = request == null ? null : byRequest.get(request.getAsString());
    if (cell == null) {
      return;
    }
    switch (message.type()) {
      case "execute_input" -> cell.number = content.get("execution_count").getAsInt();
      case "stream" -> stream(cell, content);
      case "display_data" -> remember(content, add(cell, bundle(content, "display_data")));
      case "execute_result" -> add(cell, bundle(content, "execute_result"));
      case "error" -> {
        JsonObject output = new JsonObject();
        output.add("ename", content.get("ename"));
        output.add("evalue", content.get("evalue"));
        output.addProperty("output_type", "error");
        output.add("traceback", content.get("traceback"));
        add(cell, output);
      }
      case "clear_output" -> {
        cell.clearsNext = content.get("wait").getAsBoolean();
        if (!cell.clearsNext) {
          clear(cell);
        }
      }
      default -> {}
    }
  }

  /** What became of a code cell; empty when it was not run. */
  Optional<Stored> of(int codeCell) {
    Cell cell = byNumber.get(codeCell);
    if (cell == null) {
      return Optional.empty();
    }
    JsonArray outputs = new JsonArray();
    for (JsonElement output : cell.outputs) {
      if (!isPlaceholder(output.getAsJsonObject())) {
        outputs.add(inLines(output.getAsJsonObject()));
      }
    }
    return Optional.of(new Stored(cell.number, outputs));
  }

  /** Whether it only kept a place for what was never drawn. */
  private static boolean isPlaceholder(JsonObject output) {
    return output.get("data") instanceof JsonObject data
        && data.entrySet().stream()
            .allMatch(
                each ->
                    each.getValue().isJsonPrimitive() && each.getValue().getAsString().isEmpty());
  }

  private static JsonObject add(Cell cell, JsonObject output) {
    if (cell.clearsNext) {
      clear(cell);
    }
    cell.outputs.add(output);
    return output;
  }

  private static void clear(Cell cell) {
    cell.clearsNext = false;
    while (!cell.outputs.isEmpty()) {
      cell.outputs.remove(cell.outputs.size() - 1);
    }
  }

  /** What follows on the same stream is the same output. */
  private static void stream(Cell cell, JsonObject content) {
    String name = content.get("name").getAsString();
    String text = content.get("text").getAsString();
    if (!cell.clearsNext && !cell.outputs.isEmpty()) {
      JsonObject last = cell.outputs.get(cell.outputs.size() - 1).getAsJsonObject();
      if (last.has("text") && last.get("name").getAsString().equals(name)) {
        last.addProperty("text", last.get("text").getAsString() + text);
        return;
      }
    }
    JsonObject output = new JsonObject();
    output.addProperty("name", name);
    output.addProperty("output_type", "stream");
    output.addProperty("text", text);
    add(cell, output);
  }

  private static JsonObject bundle(JsonObject content, String type) {
    JsonObject output = new JsonObject();
    output.add("data", content.get("data"));
    if (type.equals("execute_result")) {
      output.add("execution_count", content.get("execution_count"));
    }
    output.add("metadata", content.get("metadata"));
    output.addProperty("output_type", type);
    return output;
  }

  private void remember(JsonObject content, JsonObject output) {
    displayId(content)
        .ifPresent(id -> displays.computeIfAbsent(id, i -> new ArrayList<>()).add(output));
  }

  private void update(JsonObject content) {
    String id = displayId(content).orElse("");
    for (JsonObject output : displays.getOrDefault(id, List.of())) {
      output.add("data", content.get("data"));
      output.add("metadata", content.get("metadata"));
    }
  }

  private static Optional<String> displayId(JsonObject content) {
    return content.get("transient") instanceof JsonObject fleeting && fleeting.has("display_id")
        ? Optional.of(fleeting.get("display_id").getAsString())
        : Optional.empty();
  }

  private static JsonObject inLines(JsonObject output) {
    JsonObject copy = output.deepCopy();
    if (copy.has("text")) {
      copy.add("text", lines(copy.get("text").getAsString()));
    }
    if (copy.get("data") instanceof JsonObject data) {
      leaveOutPictureOfHtml(copy, data);
      leaveOutFiguresForPrograms(data);
      for (String type : List.copyOf(data.keySet())) {
        // JSON is stored as it is, all else as text (nbformat, display_data).
        if (data.get(type).isJsonPrimitive() && !type.endsWith("json")) {
          data.add(type, lines(data.get(type).getAsString()));
        }
      }
    }
    return copy;
  }

  /** A picture that the HTML has in it already would only make the file twice as large. */
  private static void leaveOutPictureOfHtml(JsonObject output, JsonObject data) {
    if (data.has("text/html")
        && data.has(PNG)
        && data.get("text/html").getAsString().contains(data.get(PNG).getAsString())) {
      data.remove(PNG);
      output.getAsJsonObject("metadata").remove(PNG);
    }
  }

  /** No client shows them; of ten thousand threads they would make most of the file. */
  private static void leaveOutFiguresForPrograms(JsonObject data) {
    if (data.has("text/plain")) {
      data.keySet().removeIf(type -> type.startsWith(FOR_PROGRAMS));
    }
  }

  private static JsonArray lines(String text) {
    JsonArray lines = new JsonArray();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start) + 1;
      end = end == 0 ? text.length() : end;
      lines.add(text.substring(start, end));
      start = end;
    }
    return lines;
  }
}
