package io.interleave.front.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Cell;
import io.interleave.wire.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Behind a server that drops what is beyond 1,000 messages or 1 MB a second over 3 seconds. */
@Timeout(60)
class FloodTest {
  private Kernel kernel;
  private Cell cell;

  /** When a message was sent, and what it counts at the server. */
  private record Arrival(long millis, long streamBytes) {}

  @BeforeEach
  void start(@TempDir Path folder) {
    kernel = new Kernel(folder, true);
    kernel.run("out first");
    cell = kernel.engine.cells().get(0);
    kernel.time.passMillis(10_000);
  }

  @AfterEach
  void close() {
    kernel.close();
  }

  private List<Arrival> watch(Runnable flood) {
    List<Arrival> arrivals = new ArrayList<>();
    int[] seen = {kernel.outbox.all().size()};
    Runnable look =
        () -> {
          List<FakeOutbox.Sent> all = kernel.outbox.all();
          for (FakeOutbox.Sent sent : all.subList(seen[0], all.size())) {
            long bytes =
                sent.type().equals("stream")
                    ? sent.content().toString().getBytes(StandardCharsets.UTF_8).length + 700
                    : 0;
            arrivals.add(new Arrival(kernel.time.nanos() / 1_000_000, bytes));
          }
          seen[0] = all.size();
        };
    kernel.time.whileWaiting(look);
    flood.run();
    look.run();
    return arrivals;
  }

  private static void assertBelowLimits(List<Arrival> arrivals) {
    for (int i = 0; i < arrivals.size(); i++) {
      long bytes = 0;
      int messages = 0;
      for (int j = i; j >= 0 && arrivals.get(i).millis - arrivals.get(j).millis < 3_000; j--) {
        bytes += arrivals.get(j).streamBytes;
        messages++;
      }
      assertThat(bytes).isLessThan(2_700_000);
      assertThat(messages).isLessThan(2_700);
    }
  }

  @Test
  void textStaysBelowTheLimitOfTheServer() {
    String line = "x".repeat(79) + "\n";
    List<Arrival> arrivals =
        watch(
            () -> {
              for (int i = 0; i < 100_000; i++) {
                kernel.events.event(EchoEngine.output(cell, Event.Stream.STDOUT, line));
              }
            });

    assertBelowLimits(arrivals);
    assertThat(arrivals.stream().filter(a -> a.millis < 10_100).mapToLong(Arrival::streamBytes))
        .satisfies(
            first -> assertThat(first.stream().mapToLong(b -> b).sum()).isGreaterThan(2_000_000));
    assertThat(kernel.time.nanos() / 1e9).isBetween(15.0, 25.0);
  }

  @Test
  void displaysStayBelowTheLimitOfTheServer() {
    List<Arrival> arrivals =
        watch(
            () -> {
              for (int i = 0; i < 6_000; i++) {
                kernel.events.event(
                    new Event.Display(cell.id(), Map.of("text/plain", "" + i), "{}", null, false));
              }
            });

    assertBelowLimits(arrivals);
    assertThat(arrivals).hasSize(6_000);
  }

  @Test
  void aStopEndsTheWaitAtOnceAndSaysHowMuchWasDiscarded() {
    Thread flood =
        new Thread(() -> kernel.execute("out " + "y".repeat(5_000_000) + "\nwait"), "client");
    kernel.time.whileWaiting(() -> kernel.session.interrupt());
    flood.start();
    FakeOutbox.Sent error =
        kernel.outbox.await(
            s ->
                s.type().equals("execute_reply")
                    && s.content().get("status").getAsString().equals("error"));

    assertThat(error.content().get("ename").getAsString()).isEqualTo("InterruptedException");
    kernel.outbox.awaitIdle(kernel.last());
    assertThat(kernel.outbox.ofParent(kernel.last()).toString()).contains("were discarded");
    long shown = kernel.outbox.text(kernel.last(), "stdout").length();
    String note = String.format("(%,d bytes)", 5_000_001 - shown);
    assertThat(kernel.outbox.ofParent(kernel.last()).toString()).contains(note);
  }

  @Test
  void aFloodOfAnEarlierCellDoesNotHoldUpTheStopOfAnother() throws InterruptedException {
    String line = "y".repeat(9_999) + "\n";
    String stopped = kernel.execute("wait\nwait");
    kernel.engine.awaitWaiting();
    kernel.time.whileWaiting(kernel.events::stop);
    for (int i = 0; i < 500; i++) {
      kernel.events.event(EchoEngine.output(cell, Event.Stream.STDOUT, line));
    }
    assertThat(kernel.time.nanos()).isLessThan(10_300_000_000L);
    kernel.engine.release();
    kernel.reply(stopped);
    kernel.time.passMillis(2_000);

    long shown = kernel.outbox.text("request-1", "stdout").lines().count() - 1;
    assertThat(shown).isGreaterThan(200);
    assertThat(kernel.outbox.ofParent("request-1").toString()).contains((500 - shown) + " lines (");
  }

  @Test
  void resultsAndErrorsNeverWait() {
    for (int i = 0; i < 240; i++) {
      kernel.events.event(EchoEngine.output(cell, Event.Stream.STDOUT, "z".repeat(9_999) + "\n"));
    }
    long before = kernel.time.nanos();
    kernel.run("value 42");

    assertThat(kernel.time.nanos()).isEqualTo(before);
    assertThat(kernel.outbox.published(kernel.last())).contains("execute_result");
  }
}
