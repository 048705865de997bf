package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.interleave.it.Requires;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the course as a learner does, cell by cell, and holds it against what it promises. */
class NotebooksIT {
  private static final int LIMIT_SECONDS = 1800;
  private static final String SIDE_BY_SIDE = "3";
  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyNotebookKeepsItsPromises() throws IOException, InterruptedException {
    List<CourseNotebook> notebooks = new ArrayList<>(CourseNotebook.all());
    notebooks.add(everyCellTwice(notebook("01.05")));
    List<String> words = new ArrayList<>(List.of("--jobs", SIDE_BY_SIDE));
    notebooks.forEach(each -> words.add(each.file().toString()));
    Checking checking = Checking.of(folder, LIMIT_SECONDS, words.toArray(String[]::new));
    return notebooks.stream()
        .map(each -> dynamicTest(each.name(), () -> keepsItsPromises(each.name(), checking)));
  }

  @Test
  void aNotebookKeepsItsPromisesOnOneProcessor() throws IOException, InterruptedException {
    Requires.file(TASKSET, "Debian's util-linux");
    CourseNotebook notebook = notebook("02.08");
    List<String> oneProcessor = List.of(TASKSET.toString(), "-c", "0");
    Checking checking =
        Checking.of(folder, oneProcessor, LIMIT_SECONDS, notebook.file().toString());
    keepsItsPromises(notebook.name(), checking);
    assertThat(checking.out()).anyMatch(line -> line.contains("it takes 2 processors"));
  }

  @Test
  void aCellThatFailsIsNoticedAmongNotebooksThatRunSideBySide()
      throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(List.of("--timeout", "5", "--jobs", "2"));
    for (String name : List.of("bad.ipynb", "good.ipynb")) {
      try (InputStream in = NotebooksIT.class.getResourceAsStream(name)) {
        assertThat(in).as(name).isNotNull();
        Files.copy(in, folder.resolve(name));
      }
      words.add(folder.resolve(name).toString());
    }
    Checking checking = Checking.of(folder, LIMIT_SECONDS, words.toArray(String[]::new));
    keepsItsPromises("good.ipynb", checking);
    assertThat(checking.status()).isEqualTo(1);
    assertThatThrownBy(() -> keepsItsPromises("bad.ipynb", checking))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("ArithmeticException: / by zero");
    assertThatThrownBy(() -> keepsItsPromises("missing.ipynb", checking))
        .isInstanceOf(AssertionError.class);
  }

  /** What the check said of a notebook ends with one line that says so. */
  private static void keepsItsPromises(String name, Checking checking) {
    List<String> said = checking.out().stream().filter(line -> line.startsWith(name)).toList();
    assertThat(said.stream().filter(line -> line.startsWith(name + "  ok  ")))
        .as(said.isEmpty() ? String.join("\n", checking.out()) : String.join("\n", said))
        .hasSize(1);
  }

  private static CourseNotebook notebook(String number) throws IOException {
    return CourseNotebook.all().stream()
        .filter(each -> each.name().startsWith(number))
        .findFirst()
        .orElseThrow();
  }

  /** As somebody runs it who presses the keys once more than needed. */
  private CourseNotebook everyCellTwice(CourseNotebook once) throws IOException {
    JsonObject json = once.json().deepCopy();
    JsonArray cells = new JsonArray();
    for (JsonElement cell : once.json().getAsJsonArray("cells")) {
      cells.add(cell);
      if (cell.getAsJsonObject().get("cell_type").getAsString().equals("code")) {
        cells.add(cell);
      }
    }
    json.add("cells", cells);
    Path file = folder.resolve("twice-" + once.name());
    Files.writeString(file, json.toString());
    return new CourseNotebook(file, json);
  }
}
