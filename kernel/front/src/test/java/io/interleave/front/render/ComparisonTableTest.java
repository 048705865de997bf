package io.interleave.front.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.interleave.front.compare.Comparison;
import io.interleave.front.compare.Conditions;
import io.interleave.front.compare.Entry;
import io.interleave.front.compare.Run;
import io.interleave.wire.Event.Value;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTableTest {
  private static final Conditions QUIET = new Conditions("JDK 25.0.3", 2, 0.02, 0.4, 0, 0);

  private static final Entry SINGLE = entry("single", 1, 151, 149, 150, 152, 157, 151, 151);
  private static final Entry TWO = entry("2 threads", 2, 81, 78, 100, 81, 82, 80, 81);
  private static final Entry FOUR = entry("4 threads", 4, 82, 79, 88, 82, 83, 81, 82);

  @Test
  void theTextSaysWhatHappenedInASentenceAndFitsInAHundredColumns() {
    String text = table(SINGLE, TWO, FOUR).text();
    assertThat(text)
        .startsWith(
            "Against single: 2 threads is 1.86 times as fast; 4 threads is 1.84 times as fast.")
        .contains("single")
        .contains("1 (base)")
        .contains("1.86x (")
        .contains("JDK 25.0.3, 2 cores, other processes used 2 % of the CPU");
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void oneRunEachHasTwoDigitsAndNoInterval() {
    String text = table(entry("[3]", 1, 2000), entry("[4]", 2, 1005)).text();
    assertThat(text).contains("One run each").contains("2.0x").doesNotContain("2.0x (");
  }

  @Test
  void theHtmlEscapesLabelsAndHoldsTheText() {
    String html =
        table(entry("<b>&", 1, 10, 10, 10, 10), entry("x\u001b[31m", 1, 10, 10, 10, 10)).html();
    assertThat(html)
        .contains("&lt;b&gt;&amp;")
        .doesNotContain("<b>")
        .doesNotContain("\u001b")
        .contains("<details><summary>Text version</summary><pre><code>");
  }

  @Test
  void theJsonHoldsTheFigures() {
    Value bundle = table(SINGLE, TWO).bundle();
    JsonObject json =
        JsonParser.parseString(bundle.data().get(ComparisonJson.MIME_TYPE)).getAsJsonObject();
    JsonObject row = json.getAsJsonArray("rows").get(1).getAsJsonObject();
    assertThat(row.get("median").getAsDouble()).isEqualTo(0.081);
    assertThat(row.get("verdict").getAsString()).isEqualTo("faster");
    assertThat(json.getAsJsonObject("conditions").get("processors").getAsInt()).isEqualTo(2);
  }

  @Test
  void theChartComesWithThreeCountsOfThreads() {
    assertThat(table(SINGLE, TWO).chart(false)).isEmpty();
    Value chart = table(SINGLE, TWO, FOUR).chart(false).orElseThrow();
    assertThat(chart.data().get("image/svg+xml")).contains("ideal").contains("speed-up");
    assertThat(chart.data().get("text/plain"))
        .isEqualTo(
            "Speed-up by number of threads, on 2 cores: 1 thread 1.00, 2 threads 1.86, 4 threads"
                + " 1.84.");
  }

  @Test
  void theChartIsAPngWhereThatIsWanted() {
    Value chart = table(SINGLE, TWO, FOUR).chart(true).orElseThrow();
    assertThat(chart.data()).containsKey("image/png").doesNotContainKey("image/svg+xml");
    assertThat(chart.data().get("text/html"))
        .contains("src=\"data:image/png;base64,")
        .doesNotContain("svg");
    assertThat(chart.metadataJson()).contains("image/png");
  }

  @Test
  void withoutCpuTimesItIsNotSaidThatTheRunsWaited() {
    Entry single = unmeasured("single", 1, 151, 149, 150, 152);
    Entry two = unmeasured("2 threads", 2, 81, 78, 100, 81);
    assertThat(table(single, two).text())
        .doesNotContain("Mostly waiting")
        .contains("The CPU time of the base is not known");
  }

  private static Entry unmeasured(String label, int threads, long... millis) {
    List<Run> runs =
        Arrays.stream(millis).mapToObj(ms -> new Run(ms * 1_000_000, -1, threads, 0)).toList();
    return new Entry(label, runs, 1, threads, QUIET);
  }

  @Test
  void workThatOtherProcessesKeptFromACoreIsNotCalledWaiting() {
    Entry slow = entry("single", 1, 400, 420, 380, 400, 410);
    Entry asleep = entry("sleeping", 1, 4000, 4000, 4000, 4000, 4000);
    Conditions busy = new Conditions("JDK 25.0.3", 2, 0.7, 9, 0, 0);
    assertThat(new ComparisonTable(Comparison.of(slow, List.of(TWO)), busy, 1).text())
        .contains("it waited, or other processes had the")
        .doesNotContain("Mostly waiting");
    assertThat(new ComparisonTable(Comparison.of(asleep, List.of(TWO)), busy, 1).text())
        .contains("Mostly waiting");
    Conditions crowded = new Conditions("JDK 25.0.3", 2, 0.95, 20, 0, 0);
    assertThat(new ComparisonTable(Comparison.of(asleep, List.of(TWO)), crowded, 1).text())
        .doesNotContain("Mostly waiting");
    assertThat(table(slow, TWO).text()).contains("Mostly waiting");
    List<Run> ready = List.of(new Run(2_000_000_000, 150_000_000, 1_800_000_000, 1, 0));
    Entry starved = new Entry("starved", ready, 1, 1, busy);
    assertThat(new ComparisonTable(Comparison.of(starved, List.of(TWO)), busy, 1).text())
        .contains("it waited, or other processes had the")
        .doesNotContain("Mostly waiting");
  }

  private static ComparisonTable table(Entry base, Entry... others) {
    return new ComparisonTable(Comparison.of(base, List.of(others)), QUIET, 1);
  }

  private static Entry entry(String label, int threads, long... millis) {
    List<Run> runs =
        Arrays.stream(millis)
            .mapToObj(ms -> new Run(ms * 1_000_000, 150_000_000, threads, 0))
            .toList();
    return new Entry(label, runs, 1, threads, QUIET);
  }
}
