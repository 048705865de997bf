package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckCommandIT {
  private static final int LIMIT_SECONDS = 150;

  @TempDir private Path folder;

  private Path notebook(String name) throws IOException {
    try (InputStream in = CheckCommandIT.class.getResourceAsStream(name)) {
      assertThat(in).as(name).isNotNull();
      Path file = folder.resolve(name);
      Files.copy(in, file);
      return file;
    }
  }

  @Test
  void aNotebookThatKeepsItsPromisesPasses() throws IOException, InterruptedException {
    Checking checking = Checking.of(folder, LIMIT_SECONDS, notebook("good.ipynb").toString());

    assertThat(checking.out())
        .as(() -> String.join("\n", checking.out()))
        .last()
        .asString()
        .startsWith("good.ipynb  ok  9 cells  (")
        .contains("2 cells skipped");
    assertThat(checking.status()).isZero();
    assertThat(checking.junit())
        .contains("tests=\"9\" failures=\"0\" errors=\"0\" skipped=\"2\"")
        .contains("<skipped message=\"This cell needs Java 99 or newer and was skipped");
  }

  @Test
  void eachFailureIsNamedWithNotebookCellAndLine() throws IOException, InterruptedException {
    String file = notebook("bad.ipynb").toString();
    Checking checking = Checking.of(folder, LIMIT_SECONDS, "--timeout", "5", file);

    assertThat(checking.status()).isEqualTo(1);
    assertThat(checking.out())
        .containsSubsequence(
            "bad.ipynb: cell 1 (\"int x = 3;\"), line 3: ArithmeticException: / by zero",
            "bad.ipynb: cell 2 (\"x\"): result: is \"3\", should be \"4\"",
            "bad.ipynb: cell 2 (\"x\"): lines: missing \"a\"",
            "bad.ipynb: cell 2 (\"x\"): contains: nothing it shows has \"nothing\"",
            "bad.ipynb: cell 4 (\"x\"): expect has an unknown name \"reslut\"",
            "bad.ipynb: cell 5 (\"Thread.sleep(100_000);\"): it did not end within 5 s and was"
                + " stopped",
            "bad.ipynb: cell 6 (\"Check.total(7, 10);\"), line 1: AssertionError: The total is 7,"
                + " but should be 10: 3 were lost.",
            "bad.ipynb: cell 7 (\"x\"): error: it ended without one, should be IOException",
            "bad.ipynb: code cell 9 (\"x\"): not run, because the kernel died");
    assertThat(checking.out()).last().asString().startsWith("bad.ipynb  FAILED  9 of 9 cells  (");
    assertThat(checking.junit()).contains("tests=\"9\" failures=\"9\"");
  }

  @Test
  void whatIsNoNotebookFails() throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve("torn.ipynb"), "{\"cells\": [");
    Checking checking = Checking.of(folder, LIMIT_SECONDS, folder.toString());

    assertThat(checking.status()).isEqualTo(1);
    assertThat(checking.out())
        .first()
        .asString()
        .contains(file.getFileName() + ": the notebook: it");
    assertThat(Checking.of(folder, LIMIT_SECONDS, folder.resolve("none").toString()))
        .satisfies(missing -> assertThat(missing.status()).isEqualTo(2))
        .satisfies(missing -> assertThat(missing.out()).first().asString().contains("none"));
  }
}
