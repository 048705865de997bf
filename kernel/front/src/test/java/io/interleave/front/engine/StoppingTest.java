package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Command;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class StoppingTest {
  private final Fixture cells = new Fixture(1_500);

  @AfterEach
  void end() {
    cells.close();
  }

  @Test
  void loopsRecursionsAndSleepsEnd() throws Exception {
    cells.value("int x = 1;\nlong spin(long n) { while (true) n++; }");
    assertThat(interrupted("spin(0)")).isEqualTo(new Outcome.Interrupted(List.of()));
    assertThat(interrupted("while (true) { }")).isInstanceOf(Outcome.Interrupted.class);
    assertThat(interrupted("for (;;) x++;")).isInstanceOf(Outcome.Interrupted.class);
    assertThat(interrupted("do { x--; } while (x != x + 1);"))
        .isInstanceOf(Outcome.Interrupted.class);
    assertThat(interrupted("Thread.sleep(100_000);")).isInstanceOf(Outcome.Interrupted.class);
    assertThat(
            interrupted(
                "class R { int f(int n) { return n < 30 ? f(n + 1) + f(n + 1) : n; } }\n"
                    + "new R().f(0)"))
        .isInstanceOf(Outcome.Interrupted.class);
    assertThat(cells.value("x = 5;\nx")).isEqualTo("5");
  }

  @Test
  void laterSnippetsOfAStoppedCellDoNotRun() throws Exception {
    cells.value("int x = 1;");
    interrupted("Thread.sleep(100_000);\nx = 2;");
    assertThat(cells.value("x")).isEqualTo("1");
  }

  @Test
  void aStopThatComesLateDoesNotHitTheNextCell() throws Exception {
    cells.value("int x = 1;");
    cells.vm.commands.clear();
    CompletableFuture<Outcome> next =
        CompletableFuture.supplyAsync(() -> cells.run("Thread.sleep(300);\nx = 2;\nx"));
    awaitInvoke();
    cells.engine.interrupt(1001); // the cell before
    assertThat(next.get(30, TimeUnit.SECONDS)).isInstanceOf(Outcome.Succeeded.class);
    assertThat(cells.value("x")).isEqualTo("2");
  }

  @Test
  void interruptWithoutACellDoesNothing() {
    cells.interrupt();
    assertThat(cells.vm.commands).isEmpty();
  }

  @Test
  void aStopThatComesBeforeTheEngineKnowsOfTheCellCounts() {
    cells.value("int x = 1;");
    cells.engine.interrupt(1002); // the next
    assertThat(cells.run("x = 2;")).isEqualTo(new Outcome.Interrupted(List.of()));
    assertThat(cells.value("x")).isEqualTo("1");
  }

  @Test
  void aCellEndsThatTheCellJvmNeverAnswersFor() throws Exception {
    cells.value("int f() { return 7; }");
    cells.vm.forgetful = true;
    assertThat(interrupted("f()")).isInstanceOf(Outcome.Interrupted.class);
    assertThat(interrupted("f()")).isInstanceOf(Outcome.CellDied.class);
    assertThat(cells.value("f()")).isEqualTo("7");
  }

  @Test
  void cellJvmThatDoesNotAnswerIsReplacedByTheSecondInterrupt() throws Exception {
    cells.value("int kept = 1;\nint f() { return 7; }");
    cells.vm.deaf = true;
    Outcome outcome = interrupted("Thread.sleep(100_000);");
    assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
    assertThat(((Outcome.Interrupted) outcome).survivors().get(0).top())
        .contains("interrupt again");
    Outcome second = interrupted("f()");
    assertThat(second).isInstanceOf(Outcome.CellDied.class);
    assertThat(((Outcome.CellDied) second).lostVariables()).containsExactly("kept");
    assertThat(cells.value("f()")).isEqualTo("7");
  }

  @Test
  void deathRestoresDeclarationsAndNamesLostVariables() {
    cells.value("import java.text.DecimalFormat;\nint count = 3, other = 4;");
    cells.value("\nclass Account { int sum() {\n  return 1 / 0;\n} }\nrecord P(int a) { P { } }");
    cells.value("int plain() { return 5; }\nint uses() { return count; }\n1 + 1");
    cells.vm.dieAtNextInvoke("The cell's JVM ran out of memory.");
    assertThat(cells.run("plain()"))
        .isEqualTo(
            new Outcome.CellDied("The cell's JVM ran out of memory.", List.of("count", "other")));
    assertThat(cells.value("new DecimalFormat().isGroupingUsed()")).isEqualTo("true");
    assertThat(cells.value("plain() + new P(1).a()")).isEqualTo("6");
    assertThat(cells.threw("uses()").thrown().message()).contains("variable count");
    Outcome.Threw threw = cells.threw("new Account().sum()");
    assertThat(threw.thrown().frames().get(0).file()).isEqualTo("cell 2");
    assertThat(threw.thrown().frames().get(0).line()).isEqualTo(3);
  }

  @Test
  void deathBetweenCellsIsNoticedByTheNext() {
    cells.value("int lost = 3;\nint f() { return 5; }");
    cells.vm.die();
    assertThat(cells.value("f()")).isEqualTo("5");
    assertThat(cells.notices).hasSize(1);
    assertThat(cells.notices.get(0)).endsWith("lost");
  }

  @Test
  void everyCellThatRanIsSettled() {
    cells.value("int x = 1;");
    assertThat(cells.vm.commands.stream().filter(c -> c instanceof Command.Settle)).hasSize(1);
    cells.problem("int y = ;");
    assertThat(cells.vm.commands.stream().filter(c -> c instanceof Command.Settle)).hasSize(1);
    cells.engine.settleMillis(0);
    cells.value("x = 2;");
    assertThat(cells.vm.commands.stream().filter(c -> c instanceof Command.Settle)).hasSize(1);
  }

  @Test
  void completionAnswersWhileACellRuns() throws Exception {
    cells.value("String text = \"\";");
    cells.vm.commands.clear();
    CompletableFuture<Outcome> running =
        CompletableFuture.supplyAsync(() -> cells.run("Thread.sleep(100_000);"));
    awaitInvoke();
    assertThat(cells.engine.complete("text.substr", 11).matches()).isNotEmpty();
    assertThat(cells.engine.inspect("text.length", 8, 0)).isPresent();
    assertThat(cells.engine.completeness("int f() {").status())
        .isEqualTo(Completeness.Status.INCOMPLETE);
    assertThat(running).isNotDone();
    cells.interrupt();
    running.get(30, TimeUnit.SECONDS);
  }

  private Outcome interrupted(String code) throws Exception {
    cells.vm.commands.clear();
    CompletableFuture<Outcome> running = CompletableFuture.supplyAsync(() -> cells.run(code));
    awaitInvoke();
    cells.interrupt();
    return running.get(30, TimeUnit.SECONDS);
  }

  private void awaitInvoke() throws InterruptedException {
    for (int i = 0; i < 3_000; i++) {
      boolean sent =
          cells.vm.commands.stream()
              .anyMatch(c -> c instanceof Command.Invoke || c instanceof Command.Load);
      if (sent) {
        Thread.sleep(50); // into the loop
        return;
      }
      Thread.sleep(10);
    }
  }
}
