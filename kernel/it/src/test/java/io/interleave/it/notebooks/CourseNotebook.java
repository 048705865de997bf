package io.interleave.it.notebooks;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A notebook of the course as it is committed. */
record CourseNotebook(Path file, JsonObject json) {
  static final Path FOLDER = Path.of("..", "..", "notebooks").toAbsolutePath().normalize();

  /** All of them, in their order. */
  static List<CourseNotebook> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<CourseNotebook> notebooks = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".ipynb")).sorted().toList()) {
        notebooks.add(
            new CourseNotebook(
                file, JsonParser.parseString(Files.readString(file)).getAsJsonObject()));
      }
      return notebooks;
    }
  }

  String name() {
    return String.valueOf(file.getFileName());
  }

  List<JsonObject> cells() {
    return objects(json.getAsJsonArray("cells"));
  }

  /** The sources of its Markdown cells, one after another. */
  List<String> texts() {
    return cells().stream()
        .filter(cell -> cell.get("cell_type").getAsString().equals("markdown"))
        .map(cell -> text(cell.get("source")))
        .toList();
  }

  /** The outputs that its code cells were committed with. */
  List<JsonObject> outputs() {
    return cells().stream()
        .filter(cell -> cell.has("outputs"))
        .flatMap(cell -> objects(cell.getAsJsonArray("outputs")).stream())
        .toList();
  }

  /** The sections of the course that its cells say they are about. */
  List<String> covers() {
    return cells().stream()
        .map(cell -> cell.getAsJsonObject("metadata"))
        .filter(metadata -> metadata.has("interleave"))
        .map(metadata -> metadata.getAsJsonObject("interleave"))
        .filter(ours -> ours.has("covers"))
        .flatMap(ours -> StreamSupport.stream(ours.getAsJsonArray("covers").spliterator(), false))
        .map(JsonElement::getAsString)
        .toList();
  }

  /** A string, or its pieces joined. */
  static String text(JsonElement element) {
    return element instanceof JsonArray pieces
        ? StreamSupport.stream(pieces.spliterator(), false)
            .map(JsonElement::getAsString)
            .collect(Collectors.joining())
        : element.getAsString();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonElement::getAsJsonObject)
        .toList();
  }
}
