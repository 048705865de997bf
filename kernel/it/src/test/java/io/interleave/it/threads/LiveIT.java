package io.interleave.it.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.interleave.front.engine.Outcome;
import io.interleave.wire.Event;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What is shown while a cell runs, and of cells that end badly. */
class LiveIT extends ReportedCells {
  private static Report end(CompletableFuture<Outcome> cell, int number) throws Exception {
    return new Report(cell.get(60, TimeUnit.SECONDS), engine.displays(number));
  }

  @Test
  void aThreadThatSleepsIsShownSleepingBeforeItWakesUp() throws Exception {
    CompletableFuture<Outcome> cell =
        engine.start(
            """
            Thread dozer = new Thread(() -> {
              try { Thread.sleep(3000); } catch (InterruptedException e) { }
            }, "dozer");
            dozer.start();
            dozer.join();\
            """);
    Event.Display live = engine.await("so far");
    Report now = new Report(null, List.of(live));
    assertThat(now.json().get("running").getAsBoolean()).isTrue();
    assertThat(now.ms("dozer", "sleep")).as(now.text()).isGreaterThan(200);
    assertThat(now.thread("dozer").get("end").getAsString()).isEqualTo("running");
    Report last = end(cell, engine.cell());
    assertThat(last.json().get("running").getAsBoolean()).isFalse();
    assertThat(last.ms("dozer", "sleep")).as(last.text()).isGreaterThan(2_990);
  }

  @Test
  void aCellThatIsInterruptedShowsWhatIsKnown() throws Exception {
    CompletableFuture<Outcome> cell =
        engine.start(
            """
            Thread sleeper = new Thread(() -> {
              try { Thread.sleep(60_000); } catch (InterruptedException e) { }
            }, "victim");
            sleeper.start();
            sleeper.join();\
            """);
    engine.await("so far");
    engine.interrupt();
    Report report = end(cell, engine.cell());
    assertThat(report.thread("victim").get("end").getAsString()).isEqualTo("interrupted");
    assertThat(report.ms("victim", "sleep")).as(report.text()).isGreaterThan(500);
  }

  @RepeatedTest(10)
  void aThousandVirtualThreadsAreShownAsOneGroup() throws Exception {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
    Report report =
        engine.report(
            """
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
              all.add(Thread.ofVirtual().name("light-" + i).start(() -> {
                try { Thread.sleep(100); } catch (InterruptedException e) { }
              }));
            }
            for (Thread t : all) t.join();\
            """);
    assertThat(report.json().get("threadCount").getAsInt()).isEqualTo(1001);
    // The name is cut when the table needs a column more.
    assertThat(report.text()).containsPattern("1000 lig");
    assertThat(report.ms("light-7", "sleep")).as(report.text()).isGreaterThan(99);
    assertThat(report.ms("light-7", "cpu")).isNaN();
  }

  @Test
  void namesThatHtmlAndTerminalsWouldObeyAreSpelledOut() throws Exception {
    Report report =
        engine.report(
            """
            String name = "<b>\\u001b[31m" + "x".repeat(10_000);
            Thread t = new Thread(() -> Thread.currentThread().setName(name), "before");
            t.start();
            t.join();\
            """);
    assertThat(report.text()).contains("<b>\\u001b[31mx").doesNotContain("\u001b");
    assertThat(report.text().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theDumpNamesLiveThreadsWithTheirCell() throws Exception {
    engine.settleMillis(10);
    try {
      engine.run(
          """
          Thread lingering = new Thread(() -> {
            try { Thread.sleep(20_000); } catch (InterruptedException e) { }
          }, "lingering");
          lingering.setDaemon(true);
          lingering.start();
          while (lingering.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();\
          """);
      assertThat(engine.dump())
          .containsPattern("cell \\d+ +lingering +sleeping .*cell \\d+, line 2");
    } finally {
      engine.settleMillis(10_000);
    }
  }
}
