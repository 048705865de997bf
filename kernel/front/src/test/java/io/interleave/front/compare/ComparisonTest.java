package io.interleave.front.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.interleave.front.compare.Comparison.Row;
import io.interleave.front.compare.Comparison.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
  private static final Conditions QUIET = new Conditions("JDK 17", 2, 0.01, 0.1, 0, 0);

  @ParameterizedTest
  @ValueSource(doubles = {1.4, 1.9, 0.67})
  void aKnownRatioGetsTheRightVerdict(double ratio) {
    Random random = new Random(42);
    Verdict expected = ratio > 1 ? Verdict.FASTER : Verdict.SLOWER;
    int right = 0;
    for (int trial = 0; trial < 100; trial++) {
      Entry base = noisy("base", 100, random, 7);
      Entry other = noisy("other", 100 / ratio, random, 7);
      if (verdict(base, other) == expected) {
        right++;
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(95);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 7, 20})
  void equalDistributionsShowNoClearDifference(int runs) {
    Random random = new Random(7);
    int right = 0;
    for (int trial = 0; trial < 100; trial++) {
      Entry base = noisy("base", 100, random, runs);
      Entry other = noisy("other", 100, random, runs);
      if (verdict(base, other) == Verdict.NO_CLEAR_DIFFERENCE) {
        right++;
      }
    }
    assertThat(right).isGreaterThanOrEqualTo(95);
  }

  @Test
  void threeRunsNeverMakeAVerdict() {
    Entry base = entry("base", QUIET, 100, 101, 102);
    Entry other = entry("other", QUIET, 10, 11, 12);
    assertThat(verdict(base, other)).isEqualTo(Verdict.INDICATIVE);
  }

  @Test
  void oneRunEachIsCalledIndicative() {
    Comparison comparison =
        Comparison.of(entry("[3]", QUIET, 100), List.of(entry("[4]", QUIET, 50)));
    assertThat(comparison.warnings()).contains("One run each – indicative only.");
    Row row = comparison.rows().get(1);
    assertThat(row.speedUp()).isEqualTo(2);
    assertThat(row.interval()).isEmpty();
    assertThat(row.verdict()).isEqualTo(Verdict.INDICATIVE);
  }

  @Test
  void waitingWorkHasNoSerialPart() {
    Entry base = new Entry("one", runs(7, 1_000, 1, 1), 1, 1, QUIET);
    Entry other = new Entry("two", runs(7, 500, 1, 2), 1, 2, QUIET);
    Comparison comparison = Comparison.of(base, List.of(other));
    assertThat(comparison.cpuBound()).isFalse();
    assertThat(comparison.rows().get(1).serialPart()).isEmpty();
    assertThat(comparison.rows().get(1).efficiency()).isEmpty();
  }

  @Test
  void figuresThatCannotBeAreLeftOut() {
    // 2 cores give 2 ms of CPU time in 1 ms; here the clock's tick gave 10.
    Entry base = new Entry("one", runs(7, 1, 10, 1), 1, 1, QUIET);
    Entry other = new Entry("two", runs(7, 100, 150, 2), 1, 2, QUIET);
    Comparison comparison = Comparison.of(base, List.of(other));
    assertThat(comparison.rows().get(0).coresUsed()).isNaN();
    assertThat(comparison.rows().get(1).coresUsed()).isCloseTo(1.5, within(1e-9));
    assertThat(comparison.rows().get(1).serialPart()).isEmpty();

    Entry slower = new Entry("two", runs(7, 300, 300, 2), 1, 2, QUIET);
    Entry faster = new Entry("two", runs(7, 20, 40, 2), 1, 2, QUIET);
    Entry alone = new Entry("one", runs(7, 100, 100, 1), 1, 1, QUIET);
    List<Row> rows = Comparison.of(alone, List.of(slower, faster)).rows();
    assertThat(rows.get(1).serialPart()).as("of a slow-down").isEmpty();
    assertThat(rows.get(1).efficiency()).isPresent();
    assertThat(rows.get(2).serialPart()).as("five times as fast on two cores").isEmpty();
    assertThat(rows.get(2).efficiency()).isEmpty();
  }

  @Test
  void computingWorkHasTheSerialPartOfItsSpeedUp() {
    Entry base = new Entry("one", runs(7, 151, 151, 1), 1, 1, QUIET);
    Entry two = new Entry("2 threads", runs(7, 81, 160, 2), 1, 2, QUIET);
    Comparison comparison = Comparison.of(base, List.of(two));
    Row row = comparison.rows().get(1);
    assertThat(comparison.cpuBound()).isTrue();
    assertThat(row.serialPart().orElseThrow()).isCloseTo(0.073, within(0.001));
    assertThat(row.efficiency().orElseThrow()).isCloseTo(0.932, within(0.001));
    assertThat(row.coresUsed()).isCloseTo(1.975, within(0.001));
  }

  @Test
  void aBaseWithTwoThreadsGivesNeitherSerialPartNorEfficiency() {
    Entry base = new Entry("locked", runs(7, 100, 180, 2), 1, 2, QUIET);
    Entry adder = new Entry("adder", runs(7, 20, 36, 2), 1, 2, QUIET);
    Row row = Comparison.of(base, List.of(adder)).rows().get(1);
    assertThat(row.speedUp()).isEqualTo(5);
    assertThat(row.serialPart()).isEmpty();
    assertThat(row.efficiency()).isEmpty();
  }

  @Test
  void workThatWasReadyWithoutACoreWasStarvedAndDidNotWait() {
    Entry other = entry("other", QUIET, 100, 100);
    List<Run> ready = List.of(new Run(100_000_000, 10_000_000, 85_000_000, 1, 0));
    List<Run> waiting = List.of(new Run(100_000_000, 10_000_000, 1_000_000, 1, 0));
    assertThat(Comparison.of(new Entry("a", ready, 0, 1, QUIET), List.of(other)).starved())
        .contains(true);
    assertThat(Comparison.of(new Entry("a", waiting, 0, 1, QUIET), List.of(other)).starved())
        .contains(false);
    assertThat(Comparison.of(other, List.of(other)).starved()).isEmpty();
  }

  @Test
  void aBusyMachineIsNamed() {
    Conditions busy = new Conditions("JDK 17", 2, 0.48, 3, 0, 0);
    Comparison comparison =
        Comparison.of(entry("a", busy, 100, 100), List.of(entry("b", QUIET, 100, 100)));
    assertThat(comparison.warnings().get(0)).contains("busy").contains("48 %");
  }

  @Test
  void aDisturbedRunAShortRunAndTooManyThreadsAreNamed() {
    Entry spiky = entry("spiky", QUIET, 100, 100, 300);
    Entry tiny = entry("tiny", QUIET, 1, 1, 1);
    Entry many = new Entry("many", runs(7, 100, 200, 8), 1, 8, QUIET);
    Entry cold = entry("cold", QUIET, 150, 100, 101, 99, 100);
    List<String> warnings = Comparison.of(spiky, List.of(tiny, many, cold)).warnings();
    assertThat(warnings).anyMatch(w -> w.startsWith("spiky: the slowest run"));
    assertThat(warnings).anyMatch(w -> w.startsWith("tiny: a run takes less than 5 ms"));
    assertThat(warnings).anyMatch(w -> w.startsWith("many: 8 threads on 2 cores"));
    assertThat(warnings).anyMatch(w -> w.startsWith("cold: the first run was the slowest"));
  }

  @Test
  void theLedgerFindsACellByItsNumber() {
    Ledger ledger = new Ledger();
    ledger.put(entry("[3]", QUIET, 1));
    ledger.put(entry("pool", QUIET, 2));
    assertThat(ledger.find("3")).isPresent();
    assertThat(ledger.find("pool")).isPresent();
    assertThat(ledger.find("4")).isEmpty();
    ledger.put(entry("pool", QUIET, 5));
    assertThat(ledger.all()).extracting(Entry::label).containsExactly("[3]", "pool");
    ledger.clear();
    assertThat(ledger.all()).isEmpty();
  }

  private static Verdict verdict(Entry base, Entry other) {
    return Comparison.of(base, List.of(other)).rows().get(1).verdict();
  }

  /** Timings as they are: a floor, a little spread, now and then a run that was disturbed. */
  private static Entry noisy(String label, double millis, Random random, int count) {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double disturbed = random.nextInt(10) == 0 ? 1.2 : 1;
      double wall = millis * (1 + Math.abs(random.nextGaussian()) * 0.03) * disturbed;
      runs.add(new Run((long) (wall * 1e6), (long) (wall * 1e6), 1, 0));
    }
    return new Entry(label, runs, 1, 1, QUIET);
  }

  private static Entry entry(String label, Conditions conditions, long... millis) {
    List<Run> runs = new ArrayList<>();
    for (long each : millis) {
      runs.add(new Run(each * 1_000_000, each * 1_000_000, 1, 0));
    }
    return new Entry(label, runs, 0, 1, conditions);
  }

  private static List<Run> runs(int count, long millis, long cpuMillis, int threads) {
    return Collections.nCopies(
        count, new Run(millis * 1_000_000, cpuMillis * 1_000_000, threads, 0));
  }
}
