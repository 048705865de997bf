package io.interleave.front.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CoursePageTest {
  private static CoursePage page(String... cells) throws BadNotebookException {
    return CoursePage.read("01.09-X.ipynb", "{'cells': [" + String.join(", ", cells) + "]}");
  }

  private static String text(String source, String metadata) {
    return "{'cell_type': 'markdown', 'metadata': {" + metadata + "}, 'source': '" + source + "'}";
  }

  private static String code(String source, String metadata) {
    return "{'cell_type': 'code', 'metadata': {" + metadata + "}, 'source': '" + source + "'}";
  }

  private static String covers(String sections) {
    return "'interleave': {'covers': [" + sections + "]}";
  }

  @Test
  void theFirstCellSaysWhatTheIndexSays() throws BadNotebookException {
    CoursePage page =
        page(
            text(
                "# A title\\n\\n**What this notebook teaches:** to do this,\\nand that.\\n\\nMore."
                    + " You need Java 17 and\\nabout a minute and a half; `python3` for one.",
                ""),
            code("%require java 21\\nint x;", ""),
            code("%require python\\n%require java 21", ""),
            code("%require java 17", ""));
    assertThat(page.title()).isEqualTo("A title");
    assertThat(page.teaches()).isEqualTo("to do this, and that");
    assertThat(page.java()).isEqualTo("17");
    assertThat(page.takes()).isEqualTo("about a minute and a half");
    assertThat(page.newer()).isEqualTo(Map.of(21, 2));
  }

  @Test
  void otherWaysToSayWhatItTakesAreUnderstood() throws BadNotebookException {
    assertThat(page(text("# T\\nYou need Java 25 and 45 seconds.", "")).takes())
        .isEqualTo("45 seconds");
    assertThat(
            page(
                text(
                    "# T\\nYou need Java 24 or newer, 2 cores and less than\\nhalf a minute.", "")))
        .satisfies(page -> assertThat(page.java()).isEqualTo("24"))
        .satisfies(page -> assertThat(page.takes()).isEqualTo("less than half a minute"));
    assertThat(page(text("# T\\nYou need Java 21.", "")))
        .satisfies(page -> assertThat(page.java()).isEqualTo("21"))
        .satisfies(page -> assertThat(page.takes()).isEmpty());
    assertThat(page(text("# T\\nNothing is said.", "")))
        .satisfies(page -> assertThat(page.java()).isEmpty())
        .satisfies(page -> assertThat(page.teaches()).isEmpty());
  }

  @Test
  void aSectionIsWhereItsFirstCodeIs() throws BadNotebookException {
    CoursePage page =
        page(
            text("# T", covers("'S1'")),
            code("1", ""),
            text("## First\\n```\\n# no heading\\n```", covers("'S2'")),
            code("skipped", "'tags': ['skip-execution'], " + covers("'S2'")),
            code("2", covers("'S1', 'S2'")),
            code("3", covers("'S2'")),
            text("## Second\\n### Third", covers("'S3'")),
            code("4", covers("'S2', 'S4'")));
    assertThat(page.places())
        .containsExactly(
            Map.entry("S1", new CoursePage.Place("First", List.of(2))),
            Map.entry("S2", new CoursePage.Place("First", List.of(2, 3, 4))),
            Map.entry("S3", new CoursePage.Place("Second", List.of())),
            Map.entry("S4", new CoursePage.Place("Third", List.of(4))));
  }

  @Test
  void numbersInARowAreARange() {
    assertThat(CourseIndex.ranges(List.of())).isEmpty();
    assertThat(CourseIndex.ranges(List.of(3))).isEqualTo("3");
    assertThat(CourseIndex.ranges(List.of(3, 4, 5, 7, 9, 10))).isEqualTo("3–5, 7, 9–10");
  }
}
