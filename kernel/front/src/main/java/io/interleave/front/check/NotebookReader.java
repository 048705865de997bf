package io.interleave.front.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.interleave.front.check.Notebook.Code;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a notebook (nbformat 4). */
final class NotebookReader {
  private NotebookReader() {}

  /**
   * Reads the text of a file.
   *
   * @throws BadNotebookException when it is no notebook
   */
  static Notebook read(String name, String json) throws BadNotebookException {
    try {
      JsonElement root = JsonParser.parseString(json);
      if (!(root instanceof JsonObject notebook)
          || !(notebook.get("cells") instanceof JsonArray cells)) {
        throw new BadNotebookException("it has no cells: a notebook of format 4 is needed");
      }
      List<Code> codes = new ArrayList<>();
      for (JsonElement cell : cells) {
        if (cell instanceof JsonObject object && text(object.get("cell_type")).equals("code")) {
          codes.add(code(codes.size() + 1, object));
        }
      }
      return new Notebook(name, List.copyOf(codes));
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      throw new BadNotebookException("it is no notebook: " + e.getMessage());
    }
  }

  private static Code code(int number, JsonObject cell) {
    JsonObject metadata = object(cell, "metadata");
    Set<String> tags = new LinkedHashSet<>();
    if (metadata.get("tags") instanceof JsonArray list) {
      list.forEach(tag -> tags.add(text(tag)));
    }
    String source = text(cell.get("source"));
    try {
      JsonElement expect = object(metadata, "interleave").get("expect");
      Expectations wanted = expect == null ? Expectations.NONE : ExpectationReader.read(expect);
      return new Code(number, source, Set.copyOf(tags), wanted, "");
    } catch (BadNotebookException e) {
      return new Code(number, source, Set.copyOf(tags), Expectations.NONE, e.problem());
    }
  }

  private static JsonObject object(JsonObject in, String name) {
    return in.get(name) instanceof JsonObject object ? object : new JsonObject();
  }

  /** A string, or the strings of a list joined, as the format allows. */
  static String text(@Nullable JsonElement element) {
    if (element instanceof JsonArray parts) {
      StringBuilder joined = new StringBuilder();
      parts.forEach(part -> joined.append(part.getAsString()));
      return joined.toString();
    }
    return element == null || !element.isJsonPrimitive() ? "" : element.getAsString();
  }
}
