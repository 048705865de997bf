package io.interleave.front.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.interleave.front.threads.End;
import io.interleave.front.threads.State;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThreadTableTest {

  @Test
  void aTableBeginsWithASentenceAndEndsWithTotals() {
    assertThat(new ThreadTable(Reports.sleepers()).text())
        .isEqualTo(
            """
            2 threads + main, 3.01 s wall, 10.0 ms CPU, average cores used 0.00 of 2 - almost all the time was
              waiting, so threads helped by overlapping waits.
            cell 7, times in seconds
            #  thread  kind      start   wall    cpu  ready  sleep  blocked   wait  io  lines  end
            0  main    cell          0  3.010  0.008  0.001      0        0  3.000   0      2  -
            1  Alice   platform  0.002  2.001  0.001      0  2.000        0      0   0      2  finished
            2  Bob     platform  0.003  3.001  0.001      0  3.000        0      0   0      2  finished
               total                    3.010  0.010  0.001  5.000        0  3.000   0      6\
            """);
  }

  @Test
  void whatCouldNotBeMeasuredIsNotZero() {
    String text = new ThreadTable(Reports.contention()).text();
    assertThat(text).containsPattern("4 ticker +virtual +40.0 860.0 +- +- 480.0 +0 340.0");
    assertThat(text).contains("The CPU time of a virtual thread is not measurable.");
    assertThat(new ThreadTable(Reports.contention()).html())
        .containsPattern("ticker</th>.*virtual</td>.*>\u2013</td>");
  }

  @Test
  void aThreadThatAnExceptionEndedIsNamedWithItsWholeClass() {
    assertThat(new ThreadTable(Reports.contention()).text())
        .contains("auditor was ended by java.lang.IllegalStateException.");
  }

  @Test
  void restsAreShownAsUnaccounted() {
    ThreadReport report =
        new Reports()
            .row("main", Kind.CELL, 0, Reports.times(100, 1, 0, 0, 0, 99, 0), new End.Finished())
            .row("t", Kind.PLATFORM, 0, Reports.times(100, 1, 0, 0, 0, 0, 0), new End.Finished())
            .report(100, 100, 2);
    assertThat(new ThreadTable(report).text()).contains("unaccounted").contains(" 99.0 ");
    assertThat(new ThreadTable(Reports.sleepers()).text()).doesNotContain("unaccounted");
  }

  @Test
  void moreThanThirtyThreadsAreGroupedByName() {
    String text = new ThreadTable(Reports.many(1000)).text();
    assertThat(text).containsPattern("med 1000 wo\\S+ +platform");
    assertThat(text).containsPattern("max 1000 wo\\S+ +platform");
    assertThat(text.lines().count()).isLessThan(12);
    assertThat(new ThreadTable(Reports.many(29)).text()).contains("worker-29 ");
  }

  /** Two threads for 200 ms, each with one wait, the second for 100 ms; main sleeps at the end. */
  private static String judged(
      State first, State second, long firstTo, long secondFrom, long mainFrom) {
    return new ThreadTable(
            new Reports()
                .row(
                    "main",
                    Kind.CELL,
                    0,
                    Reports.times(200, 1, 0, 0, 0, 199, 0),
                    new End.Finished())
                .row("a", Kind.POOL, 0, Reports.times(200, 1, 0, 0, 0, 199, 0), new End.Finished())
                .row("b", Kind.POOL, 0, Reports.times(200, 1, 0, 0, 0, 199, 0), new End.Finished())
                .span(0, State.SLEEPING, mainFrom, 200, "")
                .span(1, first, 0, firstTo, "")
                .span(2, second, secondFrom, secondFrom + 100, "")
                .report(199, 200, 3))
        .text()
        .replaceAll("\\s+", " ");
  }

  @Test
  void waitsOverlapWhenTheyAreWaitedAtOnce() {
    String helped = "overlapping waits";
    String alone = "the waits did not overlap";
    assertThat(judged(State.SLEEPING, State.SLEEPING, 100, 60, 200))
        .contains(helped)
        .doesNotContain(alone);
    assertThat(judged(State.IO, State.IO, 100, 100, 200)).contains(alone).doesNotContain(helped);
    String withMain = judged(State.SLEEPING, State.SLEEPING, 100, 100, 0);
    String unknown = judged(State.WAITING, State.WAITING, 100, 0, 200);
    String oneOnly = judged(State.SLEEPING, State.WAITING, 180, 0, 200);
    for (String text : List.of(withMain, unknown, oneOnly)) {
      assertThat(text).contains("almost all the time was waiting").doesNotContain(helped, alone);
    }
  }

  @Test
  void longNamesKeepTheirEnd() {
    assertThat(Names.cutMiddle("ForkJoinPool-2-worker-1", 16)).isEqualTo("ForkJoin~orker-1");
    assertThat(Names.cutMiddle("worker-1", 16)).isEqualTo("worker-1");
    assertThat(Names.width(Names.cutMiddle("\u7ebf\u7a0b".repeat(20), 16))).isLessThan(17);
  }

  @Test
  void aRaceWithoutExpectationsHasNoColumnForThem() {
    assertThat(new RaceTable(List.of("1"), List.of(9L), List.of()).text())
        .doesNotContain("expected");
    assertThat(new RaceTable(List.of("1"), List.of(9L), List.of("2")).text())
        .contains("expected", "NO");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\u001b[31mred",
        "a\nb\tc\rd",
        "\u202ereversed",
        "\"'&",
        "\ud800 alone",
        "\u7ebf\u7a0b\u4e00\u4e8c\u4e09",
        ""
      })
  void namesCannotBreakAnyForm(String name) {
    for (String n : List.of(name, name + "x".repeat(10_000))) {
      ThreadReport report =
          new Reports()
              .row(n, Kind.PLATFORM, 0, Reports.times(900, 1, 2, 3, 4, 5, 6), new End.Threw(n))
              .row(n, Kind.POOL, 0, Reports.times(900, 1, 2, 3, 4, 5, 6), new End.StillRunning())
              .handOff(5, 0, 1, n)
              .report(9, 900, 3);
      String text = new ThreadTable(report).text() + "\n" + new Timeline(report).text();
      assertThat(text.lines()).allMatch(line -> Names.width(line) <= 100);
      assertThat(text.codePoints())
          .allMatch(c -> c == '\n' || !Character.isISOControl(c))
          .noneMatch(c -> c == 0x202e || c >= 0xd800 && c <= 0xdfff);
      String html = new ThreadTable(report).html();
      assertThat(html).doesNotContain("<script").doesNotContain("\u001b");
      assertThat(html.length()).isLessThan(20_000);
      assertThat(new Timeline(report).svg()).doesNotContain("<script").doesNotContain("\u001b");
    }
  }

  @Test
  void htmlUsesNothingThatSanitisersTakeAway() {
    for (ThreadReport report : List.of(Reports.sleepers(), Reports.many(1000))) {
      assertThat(new ThreadTable(report).html())
          .doesNotContainPattern("<(style|script|svg)")
          .doesNotContainPattern(" (id|role|aria-[a-z]+|onclick)=")
          .contains("<caption>")
          .contains("<th scope=\"col\"")
          .contains("<th scope=\"row\"")
          .contains("<details><summary>Text version</summary><pre><code>");
    }
  }

  @Test
  void jsonKeepsNanosecondsAndNulls() {
    String json = new ThreadTable(Reports.contention()).bundle().data().get(ThreadJson.MIME_TYPE);
    JsonObject root = JsonParser.parseString(json).getAsJsonObject();
    JsonObject ticker = root.getAsJsonArray("threads").get(4).getAsJsonObject();
    assertThat(ticker.get("sleep").getAsLong()).isEqualTo(480_000_000L);
    assertThat(ticker.get("cpu").isJsonNull()).isTrue();
    assertThat(root.getAsJsonArray("handOffs")).hasSize(2);
    assertThat(root.get("threadCount").getAsInt()).isEqualTo(5);
  }
}
