package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --write}: what it leaves in the files. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WriteCommandIT {
  private static final int LIMIT_SECONDS = 150;

  /** What the cell prints; a timeline beside it may tell of time that is unaccounted for. */
  private static final Pattern COUNTED = Pattern.compile("\\bcounted \\d+");

  @TempDir private Path folder;

  private Path notebook(String name) throws IOException {
    try (InputStream in = WriteCommandIT.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      Path file = folder.resolve(name);
      Files.copy(in, file);
      return file;
    }
  }

  @Test
  void aNotebookThatPassesIsWrittenWithItsOutputs() throws IOException, InterruptedException {
    Path file = notebook("good.ipynb");
    JsonObject before = JsonParser.parseString(Files.readString(file)).getAsJsonObject();

    Checking checking = Checking.of(folder, LIMIT_SECONDS, "--write", file.toString());

    assertThat(checking.status()).as(String.join("\n", checking.out())).isZero();
    String text = Files.readString(file);
    JsonObject after = JsonParser.parseString(text).getAsJsonObject();
    assertThat(text).startsWith("{\n \"").endsWith("\n}\n").doesNotContain(folder.toString());
    assertThat(sources(after)).isEqualTo(sources(before));
    List<JsonObject> cells = new CourseNotebook(file, after).cells();
    assertThat(numbers(cells)).containsExactly("1", "2", "3", "4", "null", "5", "6", "7", "8");
    assertThat(kinds(cells.get(0))).containsExactly("execute_result");
    assertThat(kinds(cells.get(1))).contains("stream").contains("display_data");
    assertThat(kinds(cells.get(2))).containsExactly("error");
    assertThat(kinds(cells.get(3))).containsExactly("display_data");
    assertThat(kinds(cells.get(4))).isEmpty();
    assertThat(cells.get(1).get("outputs").toString())
        .contains("data:image/png;base64,")
        .contains("<table>")
        .doesNotContain("image/svg+xml");
    assertThat(COUNTED.matcher(cells.get(6).get("outputs").toString()).results())
        .as("a cell that is repeated shows its first run")
        .hasSize(1);
    new CourseNotebook(file, after).outputs().forEach(WriteCommandIT::hasTheFieldsOfTheFormat);
  }

  @Test
  void aNotebookThatFailsIsLeftAlone() throws IOException, InterruptedException {
    Path file = notebook("bad.ipynb");
    String before = Files.readString(file);
    Checking checking =
        Checking.of(folder, LIMIT_SECONDS, "--write", "--timeout", "5", file.toString());
    assertThat(checking.status()).isEqualTo(1);
    assertThat(checking.out())
        .contains("bad.ipynb: the notebook: it was not written, because cells failed");
    assertThat(file).hasContent(before);
  }

  /** The fields that the format requires, and no others (nbformat 4.5 schema, outputs). */
  private static void hasTheFieldsOfTheFormat(JsonObject output) {
    Set<String> fields = output.keySet();
    switch (output.get("output_type").getAsString()) {
      case "stream" -> {
        assertThat(fields).containsExactlyInAnyOrder("output_type", "name", "text");
        assertThat(output.get("text").isJsonArray()).isTrue();
      }
      case "display_data" ->
          assertThat(fields).containsExactlyInAnyOrder("output_type", "data", "metadata");
      case "execute_result" ->
          assertThat(fields)
              .containsExactlyInAnyOrder("output_type", "data", "metadata", "execution_count");
      default ->
          assertThat(fields)
              .containsExactlyInAnyOrder("output_type", "ename", "evalue", "traceback");
    }
  }

  private static List<String> sources(JsonObject notebook) {
    return notebook.getAsJsonArray("cells").asList().stream()
        .map(cell -> cell.getAsJsonObject().get("source").toString())
        .toList();
  }

  private static List<String> numbers(List<JsonObject> cells) {
    return cells.stream().map(cell -> cell.get("execution_count").toString()).toList();
  }

  private static List<String> kinds(JsonObject cell) {
    return cell.getAsJsonArray("outputs").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .map(output -> output.get("output_type").getAsString())
        .toList();
  }
}
