package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Runs the course as a learner does, cell by cell, and holds it against what it promises. */
class NotebooksIT {
  private static final int LIMIT_SECONDS = 600;

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyNotebookKeepsItsPromises() throws IOException {
    return CourseNotebook.all().stream()
        .map(notebook -> dynamicTest(notebook.name(), () -> runs(notebook.file())));
  }

  private void runs(Path notebook) throws IOException, InterruptedException {
    Checking checking = Checking.of(folder, LIMIT_SECONDS, notebook.toString());
    assertThat(checking.status()).as(String.join("\n", checking.out())).isZero();
  }
}
