package io.interleave.front.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interleave.front.check.CellReport.Status;
import io.interleave.front.check.Notebook.Code;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportsTest {
  private static final Ran.Failure DIVIDED =
      new Ran.Failure("java.lang.ArithmeticException", "/ by zero", "x\n  at cell 7, line 3\n");
  private static final Ran DIES =
      new Ran("", "", Optional.empty(), List.of(), Optional.of(DIVIDED), 2);
  private static final Ran LIVES =
      new Ran("", "", Optional.of("4"), List.of(), Optional.empty(), 1);

  private static Notebook notebook(String... cells) throws BadNotebookException {
    return NotebookReader.read(
        "n.ipynb", "{'nbformat': 4, 'cells': [" + String.join(", ", cells) + "]}");
  }

  private static Code cell(String metadata) throws BadNotebookException {
    return notebook("{'cell_type': 'code', 'source': 'x', 'metadata': " + metadata + "}")
        .cells()
        .get(0);
  }

  private static CellReport judged(Code cell, Ran... runs) {
    Judgement judgement = new Judgement(cell, 2);
    for (Ran run : runs) {
      judgement.add(run);
    }
    return judgement.report("cell 7");
  }

  @Test
  void codeCellsAreReadWithTheirTagsAndExpectations() throws BadNotebookException {
    Notebook notebook =
        notebook(
            "{'cell_type': 'markdown', 'source': 'text'}",
            "{'cell_type': 'code', 'source': ['int x;\\n', '  x'], 'metadata': {'tags': ['a'],"
                + " 'interleave': {'expect': {'result': '4', 'repeat': 3}}}}",
            "{'cell_type': 'code', 'source': '', 'metadata': {}}",
            "{'cell_type': 'code', 'source': 'y', 'metadata': {'tags': ['skip-execution']}}");

    assertThat(notebook.cells()).hasSize(3);
    Code first = notebook.cells().get(0);
    assertThat(first.source()).isEqualTo("int x;\n  x");
    assertThat(first.headline()).isEqualTo("int x;");
    assertThat(first.tags()).containsExactly("a");
    assertThat(first.expectations().repeat()).isEqualTo(3);
    assertThat(first.isSkipped()).isFalse();
    assertThat(notebook.cells().subList(1, 3)).allMatch(Code::isSkipped);
  }

  @Test
  void whatIsNoNotebookIsSaid() {
    for (String text : List.of("", "[", "[]", "{}", "{'cells': 3}", "PK\u0003\u0004")) {
      assertThatThrownBy(() -> NotebookReader.read("n", text))
          .as(text)
          .isInstanceOf(BadNotebookException.class);
    }
  }

  @Test
  void anErrorFailsTheCellAtItsLineUnlessItIsAllowed() throws BadNotebookException {
    assertThat(judged(cell("{}"), DIES).problems())
        .containsExactly(", line 3: ArithmeticException: / by zero");
    assertThat(judged(cell("{'tags': ['raises-exception']}"), DIES).status())
        .isEqualTo(Status.PASSED);
    String expected = "{'interleave': {'expect': {'error': 'ArithmeticException'}}}";
    assertThat(judged(cell(expected), DIES).status()).isEqualTo(Status.PASSED);
    assertThat(judged(cell(expected), LIVES).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void everyRunOfACellIsJudged() throws BadNotebookException {
    Code cell = cell("{'interleave': {'expect': {'result': '4', 'repeat': 2}}}");

    CellReport report = judged(cell, LIVES, LIVES);
    assertThat(report.held()).isEqualTo(2);
    assertThat(report.seconds()).isEqualTo(2.0);
    assertThat(judged(cell, LIVES, DIES).problems()).hasSize(2);
  }

  @Test
  void nothingIsJudgedOnFewerProcessorsThanItTakes() throws BadNotebookException {
    Code cell = cell("{'interleave': {'expect': {'result': '5', 'cores': 3}}}");

    CellReport report = judged(cell, LIVES);
    assertThat(report.status()).isEqualTo(Status.PASSED);
    assertThat(report.held()).isZero();
    assertThat(report.notes()).containsExactly("it takes 3 processors, there are 2");
    assertThat(judged(cell, DIES).status()).isEqualTo(Status.FAILED);
    Code enough = cell("{'interleave': {'expect': {'result': '5', 'cores': 2}}}");
    assertThat(judged(enough, LIVES).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void badMetadataFailsTheCell() throws BadNotebookException {
    Code cell = cell("{'interleave': {'expect': {'reslut': '4'}}}");

    assertThat(judged(cell, LIVES).problems())
        .containsExactly(": expect has an unknown name \"reslut\"");
  }

  @Test
  void theLastLineSumsUp() {
    CellReport good = new CellReport("cell 1", Status.PASSED, List.of(), List.of("wall"), 2, 1);
    CellReport skipped = new CellReport("cell 2", Status.SKIPPED, List.of(), List.of("no"), 0, 0);
    CellReport bad = new CellReport("cell 3", Status.FAILED, List.of(": x"), List.of(), 1, 0);

    assertThat(new NotebookReport("n", List.of(good, skipped), 1.25).lines())
        .containsExactly(
            "n: cell 1: not judged: wall",
            "n  ok  2 cells  (2 expectations held, 1 cell skipped, 1.3 s)");
    assertThat(new NotebookReport("n", List.of(bad), 1).lines())
        .containsExactly(
            "n: cell 3: x", "n  FAILED  1 of 1 cell  (1 expectation held, 0 cells skipped, 1.0 s)");
  }

  @Test
  void theXmlHasASuiteForANotebookAndACaseForACell() {
    CellReport good = new CellReport("cell 1 (\"a\")", Status.PASSED, List.of(), List.of(), 2, 1);
    CellReport skipped = new CellReport("c", Status.SKIPPED, List.of(), List.of("a&b"), 0, 0);
    CellReport bad =
        new CellReport("cell 3", Status.FAILED, List.of(": <x>\u0001", ": y"), List.of(), 1, 0);

    assertThat(JUnitXml.of(List.of(new NotebookReport("n", List.of(good, skipped, bad), 1))))
        .contains(
            "<testsuite name=\"n\" tests=\"3\" failures=\"1\" errors=\"0\" skipped=\"1\"",
            "<testcase classname=\"n\" name=\"cell 1 (&quot;a&quot;)\" time=\"1.000\"/>",
            "<skipped message=\"a&amp;b\"/>",
            "<failure message=\"cell 3: &lt;x&gt;?&#10;cell 3: y\">");
  }
}
