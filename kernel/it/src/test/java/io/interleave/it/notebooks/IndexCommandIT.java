package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.check.CourseIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index of a folder that changes. */
class IndexCommandIT {
  private static final String README =
      """
      # Words that stay
      <!-- notebooks: made by the command index -->
      <!-- end of notebooks -->
      between
      <!-- sections: made by the command index -->
      <!-- end of sections -->
      the end
      """;

  @TempDir private Path folder;

  private void notebook(String name, String title) throws IOException {
    Files.writeString(
        folder.resolve(name),
        "{'cells': [{'cell_type': 'markdown', 'metadata': {'interleave': {'covers': ['S1.10', 'A2',"
            + " 'S1.2']}}, 'source': '# "
            + title
            + "\\n\\nYou need Java 17 and a minute.'}]}");
  }

  @Test
  void aNotebookThatChangesMakesTheIndexOutOfDate() throws IOException {
    Files.writeString(folder.resolve("README.md"), README);
    notebook("01.02-A.ipynb", "One | two");
    assertThat(CourseIndex.of(folder).isUpToDate()).isFalse();
    assertThat(CourseIndex.of(folder).write()).isEqualTo(folder.resolve("README.md"));
    assertThat(CourseIndex.of(folder).isUpToDate()).isTrue();
    assertThat(folder.resolve("README.md"))
        .content()
        .startsWith("# Words that stay\n")
        .contains("| [01.02 One \\| two](01.02-A.ipynb) |  | 17 | a minute |")
        .containsSubsequence("between", "| S1.2 |", "| S1.10 |", "| A2 |", "the end");

    notebook("01.02-A.ipynb", "Another title");
    assertThat(CourseIndex.of(folder).isUpToDate()).isFalse();
  }

  @Test
  void whatIsMissingIsSaid() throws IOException {
    notebook("01.02-A.ipynb", "A");
    assertIndexFails("there is no");
    Files.writeString(folder.resolve("README.md"), "nothing to fill in\n");
    assertIndexFails("lacks the lines");
    Files.writeString(folder.resolve("broken.ipynb"), "{");
    assertIndexFails("broken.ipynb");
  }

  private void assertIndexFails(String message) {
    Assertions.assertThatThrownBy(() -> CourseIndex.of(folder).isUpToDate())
        .isInstanceOf(IOException.class)
        .hasMessageContaining(message);
  }
}
