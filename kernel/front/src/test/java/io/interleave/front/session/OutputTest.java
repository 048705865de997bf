package io.interleave.front.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Cell;
import io.interleave.wire.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputTest {
  @TempDir Path folder;
  private Kernel kernel;
  private Cell first;

  @BeforeEach
  void start() {
    kernel = new Kernel(folder);
    kernel.run("out first");
    first = kernel.engine.cells().get(0);
    kernel.time.passMillis(1_000);
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  private void print(Cell cell, Event.Stream stream, String text) {
    kernel.events.event(EchoEngine.output(cell, stream, text));
  }

  private void out(String text) {
    print(first, Event.Stream.STDOUT, text);
  }

  private List<String> late() {
    List<String> all = kernel.outbox.published("request-1");
    return all.subList(all.indexOf("idle") + 1, all.size());
  }

  @Test
  void lateOutputGoesToItsOwnCell() {
    kernel.run("out second");
    out("late\n");

    assertThat(late()).containsExactly("stdout:late\n");
    assertThat(kernel.outbox.text("request-2", "stdout")).isEqualTo("second\n");
  }

  @Test
  void outputOfAnUnknownRunGoesToTheLatestCell() {
    kernel.run("out second");
    print(new Cell(999, "", "", false), Event.Stream.STDERR, "whose?\n");
    kernel.time.passMillis(100);

    assertThat(kernel.outbox.text("request-2", "stderr")).isEqualTo("whose?\n");
  }

  @Test
  void theFirstLineIsSentAtOnceAndTheRestTogether() {
    out("1\n");
    assertThat(late()).containsExactly("stdout:1\n");
    out("2\n");
    out("3\n");
    assertThat(late()).containsExactly("stdout:1\n");
    kernel.time.passMillis(100);

    assertThat(late()).containsExactly("stdout:1\n", "stdout:2\n3\n");
  }

  @Test
  void aPartialLineIsNotTornAndVisibleWithin100Millis() {
    out("hello, ");
    out("world\n");
    kernel.time.passMillis(100);
    assertThat(late()).containsExactly("stdout:hello, world\n");

    out("prompt>");
    kernel.time.passMillis(100);
    assertThat(late()).containsExactly("stdout:hello, world\n", "stdout:prompt>");
  }

  @Test
  void theOrderOfBothStreamsAndDisplaysIsKept() {
    out("a\n");
    print(first, Event.Stream.STDERR, "b\n");
    kernel.events.event(
        new Event.Display(first.id(), Map.of("text/plain", "c"), "{}", null, false));
    out("d\n");
    kernel.time.passMillis(100);

    assertThat(late()).containsExactly("stdout:a\n", "stderr:b\n", "display_data", "stdout:d\n");
  }

  @Test
  void nothingIsLostInAMillionLinesAndNoMessageIsLong() {
    kernel.limitBytes.set(50_000_000);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      String line = "line " + i + "\n";
      expected.append(line);
      out(line);
    }
    kernel.time.passMillis(100);

    assertThat(kernel.outbox.text("request-1", "stdout").substring("first\n".length()))
        .isEqualTo(expected.toString());
    assertThat(kernel.outbox.all()).hasSizeLessThan(400);
    assertThat(kernel.outbox.all())
        .allSatisfy(
            sent ->
                assertThat(sent.content().toString().getBytes(StandardCharsets.UTF_8).length)
                    .isLessThan(256 * 1024));
  }

  @Test
  void aHugeTextIsCutBetweenCodePoints() {
    String text = "😀".repeat(300_000);
    out(text);
    kernel.time.passMillis(100);

    assertThat(kernel.outbox.text("request-1", "stdout")).isEqualTo("first\n" + text);
    assertThat(late())
        .hasSizeGreaterThan(4)
        .allSatisfy(
            part -> assertThat(part.getBytes(StandardCharsets.UTF_8).length).isLessThan(256 * 1024))
        .noneMatch(part -> Character.isHighSurrogate(part.charAt(part.length() - 1)));
  }

  @Test
  void whatIsBeyondTheLimitIsInAFileAndCountedExactly() throws IOException {
    kernel.limitBytes.set(1_000);
    StringBuilder beyond = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      String line = String.format("line %05d%n", i);
      beyond.append(line);
      out(line);
    }
    kernel.time.passMillis(2_000);
    String shown = kernel.outbox.text("request-1", "stdout").substring("first\n".length());
    Path file;
    try (var files = Files.list(folder.resolve("output"))) {
      file = files.findFirst().orElseThrow();
    }

    assertThat(shown.length()).isBetween(900, 1_000);
    assertThat(shown).endsWith("\n");
    assertThat(shown + Files.readString(file)).isEqualTo(beyond.toString());
    String notice = kernel.outbox.ofParent("request-1").toString();
    long lines = 1_000 - shown.lines().count();
    assertThat(notice).contains(String.format("%,d lines (%,d bytes)", lines, lines * 11));
    assertThat(notice).contains(file.toString()).contains("line 00999");
  }

  @Test
  void updatesOfOneDisplayAreSentAtMost30TimesASecondAndTheLastAlways() {
    for (int i = 0; i < 1_000; i++) {
      kernel.events.event(
          new Event.Display(first.id(), Map.of("text/plain", "" + i), "{}", "bar", true));
      kernel.time.passMillis(1);
    }
    kernel.time.passMillis(100);

    assertThat(late()).hasSizeBetween(25, 32).containsOnly("update_display_data");
    assertThat(kernel.outbox.all().get(kernel.outbox.all().size() - 1).content().toString())
        .contains("\"999\"");
  }

  @Test
  void clearsAreSentAtMost30TimesASecondWithTheLastFrame() {
    for (int i = 0; i < 1_000; i++) {
      kernel.events.event(new Event.Clear(first.id(), true));
      out(i + "\n");
      kernel.time.passMillis(1);
    }
    kernel.time.passMillis(200);

    assertThat(late().stream().filter("clear_output"::equals)).hasSizeBetween(9, 32);
    assertThat(late().get(late().size() - 1)).isEqualTo("stdout:999\n");
  }

  @Test
  void anUncaughtExceptionIsShownOnceOutsideTheStreams() {
    kernel.events.event(
        new Event.Uncaught(
            first.id(),
            5,
            "worker-1",
            new Event.Thrown(
                "REPL.$JShell$12$Broken",
                "x",
                List.of(new Event.Trace("REPL.$JShell$11", "lambda$do_it$$0", "cell 1", 1)),
                0,
                null,
                List.of())));

    assertThat(late()).containsExactly("display_data");
    String shown = kernel.outbox.ofParent("request-1").toString();
    assertThat(shown).contains("worker-1").contains("Broken: x").contains("cell 1, line 1");
    assertThat(shown).doesNotContain("JShell");
  }

  @Test
  void theDeathOfAnIdleProcessIsTold() {
    kernel.events.died("The cell's JVM was killed.");

    assertThat(late()).containsExactly("display_data");
  }
}
