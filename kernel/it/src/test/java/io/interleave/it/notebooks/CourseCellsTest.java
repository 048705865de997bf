package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the cells of the course promise; {@link NotebooksIT} holds them to it. */
class CourseCellsTest {
  /** Ratios that the tutorials' examples have, by section; their cells have to show them. */
  private static final Map<String, Double> RATIOS =
      Map.of("S0.3", 2.0, "S1.2", 2.5, "S1.5", 5 / 3.0, "S1.10", 5.0, "S3.11", 2.5);

  private static final double BELOW = 0.7;
  private static final double ABOVE = 1.25;

  private static boolean isLesson(CourseNotebook notebook) {
    return !notebook.name().startsWith("00.");
  }

  @TestFactory
  Stream<DynamicTest> everyCellPromisesSomething() throws IOException {
    return CourseNotebook.all().stream()
        .map(n -> dynamicTest(n.name(), () -> assertThat(withoutPromise(n)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> everyLessonEndsWithExercisesAndTheirAnswers() throws IOException {
    return CourseNotebook.all().stream()
        .filter(CourseCellsTest::isLesson)
        .map(n -> dynamicTest(n.name(), () -> assertThat(exerciseFaults(n)).isEmpty()));
  }

  @TestFactory
  Stream<DynamicTest> theRatiosOfTheTutorialsArePromised() throws IOException {
    List<CourseNotebook> notebooks = CourseNotebook.all();
    return RATIOS.entrySet().stream()
        .map(
            ratio ->
                dynamicTest(
                    ratio.getKey(),
                    () ->
                        assertThat(promising(ratio.getKey(), ratio.getValue(), notebooks))
                            .as("cells that promise a ratio near " + ratio.getValue())
                            .isNotEmpty()));
  }

  @Test
  void theRaceIsRunTwentyTimesAndLosesEachTime() throws IOException {
    List<JsonObject> races =
        CourseNotebook.all().stream()
            .flatMap(n -> n.cells().stream())
            .filter(cell -> covers(cell, "S3.7"))
            .map(CourseCellsTest::expectations)
            .filter(expect -> expect.has("repeat") && expect.get("repeat").getAsInt() == 20)
            .toList();
    assertThat(races).hasSize(1);
    JsonObject lost = races.get(0).getAsJsonObject("total");
    assertThat(lost.get("match").getAsString()).startsWith("^lost");
    assertThat(lost.get("min").getAsInt()).isPositive();
  }

  @Test
  void cellsWithoutPromisesAreNoticed() {
    assertThat(withoutPromise(notebook(code("1", "{}")))).hasSize(1);
    assertThat(withoutPromise(notebook(code("1", "{'interleave': {'expect': {}}}")))).hasSize(1);
    assertThat(withoutPromise(notebook(code("1", "{'tags': ['solution']}")))).isEmpty();
  }

  @Test
  void exercisesWithoutCheckOrAnswerAreNoticed() {
    String heading = "{'cell_type': 'markdown', 'metadata': {}, 'source': '## Exercises'}";
    String exercise = code("Check.equal(1, 2);", "{'tags': ['exercise']}");
    String answer =
        code("1", "{'tags': ['solution', 'hide-cell'], 'jupyter': {'source_hidden': true}}");
    assertThat(exerciseFaults(notebook(heading, exercise, answer))).isEmpty();
    assertThat(exerciseFaults(notebook(exercise, answer))).hasSize(1);
    assertThat(exerciseFaults(notebook(heading, exercise))).hasSize(1);
    assertThat(exerciseFaults(notebook(heading, exercise, code("1", "{'tags': ['solution']}"))))
        .hasSize(1);
    assertThat(exerciseFaults(notebook(heading, code("1", "{'tags': ['exercise']}"), answer)))
        .hasSize(1);
    assertThat(exerciseFaults(notebook(heading))).hasSize(1);
  }

  @Test
  void aRatioThatIsNotPromisedIsNoticed() {
    String metadata = "{'interleave': {'covers': ['S1'], 'expect': {'speedUp': %s}}}";
    CourseNotebook narrow = notebook(code("1", metadata.formatted("{'min': 1.8, 'max': 2.2}")));
    CourseNotebook wide = notebook(code("1", metadata.formatted("{'min': 0.1, 'max': 2.2}")));
    assertThat(promising("S1", 2, List.of(narrow))).hasSize(1);
    assertThat(promising("S1", 3, List.of(narrow))).isEmpty();
    assertThat(promising("S2", 2, List.of(narrow))).isEmpty();
    assertThat(promising("S1", 2, List.of(wide))).isEmpty();
  }

  private static String code(String source, String metadata) {
    return "{'cell_type': 'code', 'metadata': " + metadata + ", 'source': '" + source + "'}";
  }

  private static CourseNotebook notebook(String... cells) {
    String json = "{'cells': [" + String.join(", ", cells) + "]}";
    return new CourseNotebook(
        CourseNotebook.FOLDER.resolve("09.09-Made-up.ipynb"),
        JsonParser.parseString(json).getAsJsonObject());
  }

  private static List<String> withoutPromise(CourseNotebook notebook) {
    return notebook.cells().stream()
        .filter(cell -> cell.get("cell_type").getAsString().equals("code"))
        .filter(cell -> !isTagged(cell, "solution") && !isTagged(cell, "exercise"))
        .filter(cell -> !isTagged(cell, "skip-execution"))
        .filter(cell -> expectations(cell).isEmpty())
        .map(cell -> CourseNotebook.text(cell.get("source")))
        .toList();
  }

  private static List<String> exerciseFaults(CourseNotebook notebook) {
    List<JsonObject> cells = notebook.cells();
    List<String> faults = new ArrayList<>();
    boolean below = false;
    int exercises = 0;
    String text = "";
    for (int i = 0; i < cells.size(); i++) {
      JsonObject cell = cells.get(i);
      String source = CourseNotebook.text(cell.get("source"));
      if (cell.get("cell_type").getAsString().equals("markdown")) {
        text = source;
        below |= source.contains("## Exercises");
      } else if (isTagged(cell, "exercise") && below) {
        exercises++;
        JsonObject next = i + 1 < cells.size() ? cells.get(i + 1) : new JsonObject();
        boolean answered =
            text.contains("<details>")
                || isHiddenSolution(next)
                || next.has("source")
                    && CourseNotebook.text(next.get("source")).contains("<details>");
        boolean checks = source.contains("Check.") || source.contains("%%");
        if (!answered || !checks) {
          faults.add((answered ? "nothing is checked: " : "there is no answer: ") + source);
        }
      }
    }
    if (exercises == 0) {
      faults.add("there are no exercises below a heading \"Exercises\"");
    }
    return faults;
  }

  private static boolean isHiddenSolution(JsonObject cell) {
    if (!(cell.get("metadata") instanceof JsonObject metadata)) {
      return false;
    }
    return isTagged(cell, "solution")
        && isTagged(cell, "hide-cell")
        && metadata.get("jupyter") instanceof JsonObject jupyter
        && jupyter.has("source_hidden");
  }

  private static List<JsonObject> promising(
      String section, double ratio, List<CourseNotebook> notebooks) {
    return notebooks.stream()
        .flatMap(notebook -> notebook.cells().stream())
        .filter(cell -> covers(cell, section))
        .map(cell -> expectations(cell).get("speedUp"))
        .filter(JsonObject.class::isInstance)
        .map(JsonElement::getAsJsonObject)
        .filter(range -> range.has("min") && range.has("max"))
        .filter(range -> range.get("min").getAsDouble() >= BELOW * ratio)
        .filter(range -> range.get("min").getAsDouble() < ratio)
        .filter(range -> range.get("max").getAsDouble() <= ABOVE * ratio)
        .filter(range -> range.get("max").getAsDouble() > ratio)
        .toList();
  }

  private static boolean isTagged(JsonObject cell, String tag) {
    return cell.getAsJsonObject("metadata").has("tags")
        && cell.getAsJsonObject("metadata")
            .getAsJsonArray("tags")
            .toString()
            .contains('"' + tag + '"');
  }

  private static boolean covers(JsonObject cell, String section) {
    return ours(cell).has("covers")
        && ours(cell).getAsJsonArray("covers").toString().contains('"' + section + '"');
  }

  private static JsonObject expectations(JsonObject cell) {
    return ours(cell).get("expect") instanceof JsonObject expect ? expect : new JsonObject();
  }

  private static JsonObject ours(JsonObject cell) {
    return cell.getAsJsonObject("metadata").get("interleave") instanceof JsonObject ours
        ? ours
        : new JsonObject();
  }
}
