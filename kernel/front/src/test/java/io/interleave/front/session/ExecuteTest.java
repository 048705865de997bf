package io.interleave.front.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Channel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExecuteTest {
  private Kernel kernel;

  @BeforeEach
  void start(@TempDir Path folder) {
    kernel = new Kernel(folder);
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  private List<String> published() {
    return kernel.outbox.published(kernel.last());
  }

  @Test
  void aCellIsBusyThenItsInputThenItsOutputThenIdle() {
    JsonObject reply = kernel.run("out hello\nvalue 42");

    assertThat(published())
        .containsExactly("busy", "execute_input", "stdout:hello\n", "execute_result", "idle");
    assertThat(reply.get("status").getAsString()).isEqualTo("ok");
    assertThat(reply.get("execution_count").getAsInt()).isEqualTo(1);
    assertThat(reply.getAsJsonArray("payload")).isEmpty();
    assertThat(reply.getAsJsonObject("user_expressions").size()).isZero();
  }

  @Test
  void theParentIsTheRequestsHeaderWithAllItsFields() {
    kernel.run("out hello");

    assertThat(kernel.outbox.all())
        .allSatisfy(sent -> assertThat(sent.message().parentHeader().has("x")).isTrue());
  }

  @Test
  void theReplySaysWhenTheCellBegan() {
    kernel.run("");

    assertThat(kernel.outbox.awaitIdle(kernel.last()).message().metadata().get("started"))
        .isNotNull();
  }

  @Test
  void onlyStoredCellsAdvanceTheCount() {
    assertThat(kernel.run("").get("execution_count").getAsInt()).isEqualTo(1);
    assertThat(kernel.run("", "store_history", false).get("execution_count").getAsInt())
        .isEqualTo(1);
    assertThat(kernel.run("", "silent", true).get("execution_count").getAsInt()).isEqualTo(1);
    assertThat(kernel.run("").get("execution_count").getAsInt()).isEqualTo(2);
  }

  @Test
  void aCellThatCannotRunHereIsSkippedWithANote() {
    JsonObject reply = kernel.run("%require java 999\nout never\nvalue 42");

    assertThat(reply.get("status").getAsString()).isEqualTo("ok");
    assertThat(kernel.outbox.all())
        .filteredOn(sent -> sent.type().equals("display_data"))
        .singleElement()
        .satisfies(
            sent ->
                assertThat(
                        sent.content()
                            .getAsJsonObject("metadata")
                            .getAsJsonObject("interleave")
                            .get("skipped")
                            .getAsString())
                    .contains("needs Java 999"));
    assertThat(published()).hasSize(4).first().isEqualTo("busy");
  }

  @Test
  void aSilentCellShowsNothingButBusyAndIdle() {
    JsonObject reply = kernel.run("out a\nerr b\ndisplay c\nnotice d\nthrow e", "silent", true);

    assertThat(published()).containsExactly("busy", "idle");
    assertThat(reply.get("status").getAsString()).isEqualTo("error");
    assertThat(reply.get("evalue").getAsString()).isEqualTo("e");
  }

  @Test
  void aFailedCellHasOneErrorAndNothingElse() {
    JsonObject reply = kernel.run("throw no luck");

    assertThat(published()).containsExactly("busy", "execute_input", "error", "idle");
    assertThat(reply.get("ename").getAsString()).isEqualTo("java.lang.IllegalStateException");
    assertThat(reply.get("evalue").getAsString()).isEqualTo("no luck");
    assertThat(reply.toString()).contains("cell 1, line 1").contains("throw no luck");
    assertThat(reply.toString()).doesNotContain("JShell");
  }

  @Test
  void anExceptionWithoutMessageHasAnEmptyValue() {
    assertThat(kernel.run("throw").get("evalue").getAsString()).isEmpty();
  }

  @Test
  void everyOutcomeThatIsNoSuccessHasAStableName() {
    assertThat(kernel.run("int x").get("ename").getAsString()).isEqualTo("CompilationException");
    assertThat(kernel.run("exit 3").get("ename").getAsString()).isEqualTo("SystemExit");
    assertThat(kernel.run("exit 3").get("evalue").getAsString()).contains("System.exit(3)");
    assertThat(kernel.run("die").get("ename").getAsString()).isEqualTo("CellJvmDied");
    assertThat(kernel.run("bug").get("ename").getAsString()).isEqualTo("KernelError");
    assertThat(kernel.run("value 1").get("status").getAsString()).isEqualTo("ok");
  }

  @Test
  void whatStillRunsIsNamedOutsideTheStreams() {
    kernel.run("leave worker-1");

    assertThat(published()).containsExactly("busy", "execute_input", "display_data", "idle");
    assertThat(kernel.outbox.ofParent(kernel.last()).toString()).contains("worker-1 RUNNABLE");
  }

  @Test
  void userExpressionsAreEvaluatedAfterSuccessOnly() {
    JsonObject expressions = Kernel.json("a", "value 2", "b", "zz");
    JsonObject content = Kernel.json("code", "", "user_expressions", expressions);
    JsonObject reply = kernel.reply(kernel.send(Channel.SHELL, "execute_request", content));
    JsonObject results = reply.getAsJsonObject("user_expressions");
    assertThat(results.getAsJsonObject("a").getAsJsonObject("data").get("text/plain").getAsString())
        .isEqualTo("2");
    assertThat(results.getAsJsonObject("b").get("status").getAsString()).isEqualTo("error");

    content.addProperty("code", "throw x");
    reply = kernel.reply(kernel.send(Channel.SHELL, "execute_request", content));
    assertThat(reply.getAsJsonObject("user_expressions").size()).isZero();
  }

  @Test
  void cellsThatWereReceivedBeforeAFailureAreAborted() throws InterruptedException {
    String failing = kernel.execute("wait\nthrow x");
    kernel.engine.awaitWaiting();
    String second = kernel.execute("out 2");
    String info = kernel.send("kernel_info_request");
    String third = kernel.execute("out 3");
    kernel.engine.release();

    assertThat(kernel.reply(failing).get("status").getAsString()).isEqualTo("error");
    assertThat(kernel.reply(second).toString()).isEqualTo("{\"status\":\"aborted\"}");
    assertThat(kernel.reply(third).toString()).isEqualTo("{\"status\":\"aborted\"}");
    assertThat(kernel.reply(info).get("status").getAsString()).isEqualTo("ok");
    assertThat(kernel.outbox.published(second)).containsExactly("busy", "idle");
    assertThat(kernel.engine.cells()).hasSize(1);
    assertThat(kernel.run("out later").get("execution_count").getAsInt()).isEqualTo(2);
  }

  @Test
  void nothingIsAbortedWhereTheRequestSaysSo() throws InterruptedException {
    String failing = kernel.execute("wait\nthrow x", "stop_on_error", false);
    kernel.engine.awaitWaiting();
    String second = kernel.execute("out 2");
    kernel.engine.release();

    assertThat(kernel.reply(failing).get("status").getAsString()).isEqualTo("error");
    assertThat(kernel.reply(second).get("status").getAsString()).isEqualTo("ok");
  }

  @Test
  void aSilentFailureAbortsNothing() throws InterruptedException {
    kernel.execute("wait\nthrow x", "silent", true);
    kernel.engine.awaitWaiting();
    String second = kernel.execute("out 2");
    kernel.engine.release();

    assertThat(kernel.reply(second).get("status").getAsString()).isEqualTo("ok");
  }

  @Test
  void commandsRunBeforeTheCodeWhoseLinesKeepTheirNumbers() {
    JsonObject reply = kernel.run("%settle 30s\nout a\n%threads route latest\nthrow x");

    assertThat(kernel.settings.settle).hasSeconds(30);
    assertThat(kernel.settings.route.name()).isEqualTo("LATEST");
    assertThat(reply.toString()).contains("cell 1, line 4");
  }

  @Test
  void aCommandThatFailsEndsTheCellBeforeItsCode() {
    JsonObject reply = kernel.run("out a\n%setle 30s");

    assertThat(reply.get("ename").getAsString()).isEqualTo("MagicException");
    assertThat(reply.toString()).contains("cell 1, line 2").contains("Did you mean %settle?");
    assertThat(kernel.engine.cells()).isEmpty();
    assertThat(published()).containsExactly("busy", "execute_input", "error", "idle");
  }
}
