package io.interleave.front.check;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.interleave.front.check.NotebookOutputs.Stored;
import java.util.Optional;

/**
 * Puts outputs into the text of a notebook and leaves all else as it is. The layout is Jupyter's
 * (nbformat, {@code writes}: one space a level, all characters as they are, a line break at the
 * end), so that a notebook differs from its last state in what has changed and in nothing else.
 */
final class NotebookWriter {
  private static final Gson JUPYTER =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .disableHtmlEscaping()
          .serializeNulls()
          .create();

  private NotebookWriter() {}

  /**
   * The text with other outputs.
   *
   * @param json of a notebook that {@link NotebookReader} has read
   * @param outputs of its code cells, counted from 1; those that were not run lose theirs
   */
  static String write(String json, NotebookOutputs outputs) {
    JsonObject notebook = JsonParser.parseString(json).getAsJsonObject();
    int codeCell = 0;
    for (JsonElement each : notebook.getAsJsonArray("cells")) {
      JsonObject cell = each.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        Optional<Stored> stored = outputs.of(++codeCell);
        cell.add(
            "execution_count",
            stored.<JsonElement>map(s -> new JsonPrimitive(s.number())).orElse(JsonNull.INSTANCE));
        cell.add("outputs", stored.map(Stored::outputs).orElseGet(JsonArray::new));
        if (cell.get("metadata") instanceof JsonObject metadata) {
          metadata.remove(
              "execution"); // when each cell ran: other with every run, of use to nobody
        }
      }
    }
    return JUPYTER.toJson(notebook) + "\n";
  }
}
