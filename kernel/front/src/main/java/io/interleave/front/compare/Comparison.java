package io.interleave.front.compare;

import io.interleave.front.compare.Statistics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Labelled runs against a base.
 *
 * @param rows the base first
 * @param cpuBound whether the base kept a core busy, so that a speed-up means parallel work
 * @param starved whether the base did not, but was ready to and had none; empty where the system
 *     does not tell
 * @param warnings sentences, most important first
 */
public record Comparison(
    List<Row> rows, boolean cpuBound, Optional<Boolean> starved, List<String> warnings) {
  private static final double SIGNIFICANCE = 0.05;
  private static final double NOISE = 0.02;

  /** How far a figure may lie beyond what is possible, for both sides of it are measured. */
  private static final double DOUBT = 0.25;

  private static final double CPU_BOUND = 0.8;

  /** What may be said of a row. */
  public enum Verdict {
    BASE("base"),
    FASTER("faster"),
    SLOWER("slower"),
    NO_CLEAR_DIFFERENCE("~ no clear difference"),
    /** There are too few runs for a verdict. */
    INDICATIVE("indicative only");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /**
   * One label.
   *
   * @param medianSeconds of the wall times; so are the ends of the range
   * @param speedUp the base's median ÷ this one
   * @param interval of the speed-up, 95 %; absent with fewer than 4 runs on a side
   * @param cpuSeconds the median CPU time, NaN when not measurable
   * @param efficiency speed-up ÷ the processors it can use, absent where the work mostly waits or
   *     the base has several threads
   * @param serialPart after Karp and Flatt, absent like the efficiency and where it uses one thread
   */
  public record Row(
      String label,
      int threads,
      int runs,
      double medianSeconds,
      double minSeconds,
      double maxSeconds,
      double speedUp,
      Optional<Interval> interval,
      double cpuSeconds,
      Optional<Double> efficiency,
      Optional<Double> serialPart,
      Verdict verdict) {

    /** CPU time ÷ wall time, NaN when not measurable. */
    public double coresUsed() {
      return cpuSeconds / medianSeconds;
    }
  }

  /** Compares each of the others with the base. */
  public static Comparison of(Entry base, List<Entry> others) {
    double[] baseSeconds = base.wallSeconds();
    double median = Statistics.median(baseSeconds);
    boolean cpuBound = cpuSeconds(base) / median > CPU_BOUND;
    double wanted = (cpuSeconds(base) + base.readySeconds()) / median;
    Optional<Boolean> starved =
        Double.isNaN(wanted) ? Optional.empty() : Optional.of(!cpuBound && wanted > CPU_BOUND);
    List<Row> rows = new ArrayList<>();
    rows.add(row(base, null, cpuBound));
    for (Entry other : others) {
      rows.add(row(other, base, cpuBound));
    }
    List<Entry> all = new ArrayList<>(others);
    all.add(0, base);
    return new Comparison(List.copyOf(rows), cpuBound, starved, Warnings.of(all));
  }

  private static Row row(Entry entry, @Nullable Entry base, boolean cpuBound) {
    double[] seconds = entry.wallSeconds();
    double median = Statistics.median(seconds);
    double[] baseSeconds = base == null ? seconds : base.wallSeconds();
    double speedUp = Statistics.median(baseSeconds) / median;
    boolean enough = Math.min(seconds.length, baseSeconds.length) >= 4;
    Optional<Interval> interval =
        base == null || !enough
            ? Optional.empty()
            : Optional.of(Statistics.ratioOfMedians(baseSeconds, seconds));
    int usable = Math.min(entry.threadCount(), entry.conditions().processors());
    // Both figures compare with one thread alone.
    boolean parallel = base != null && base.threadCount() == 1 && cpuBound && usable > 1;
    return new Row(
        entry.label(),
        entry.threadCount(),
        seconds.length,
        median,
        Statistics.least(seconds),
        Statistics.greatest(seconds),
        speedUp,
        interval,
        cpuSeconds(entry),
        parallel ? possible(speedUp / usable, 1 + DOUBT) : Optional.empty(),
        parallel ? possible(Statistics.karpFlatt(speedUp, usable), 1) : Optional.empty(),
        base == null ? Verdict.BASE : verdict(baseSeconds, seconds, speedUp, interval));
  }

  /** A figure that can be what it is called: not of a base that was held up, nor of a slow-down. */
  private static Optional<Double> possible(double figure, double most) {
    return figure >= 0 && figure <= most ? Optional.of(figure) : Optional.empty();
  }

  /** NaN when it is unknown, or more than the cores could give: of less than the clock's tick. */
  private static double cpuSeconds(Entry entry) {
    double most = Statistics.median(entry.wallSeconds()) * entry.conditions().processors();
    return entry.cpuSeconds() > most * (1 + DOUBT) ? Double.NaN : entry.cpuSeconds();
  }

  private static Verdict verdict(
      double[] base, double[] other, double speedUp, Optional<Interval> interval) {
    if (interval.isEmpty() || smallestP(base.length, other.length) > SIGNIFICANCE) {
      return Verdict.INDICATIVE;
    }
    boolean clear =
        Statistics.mannWhitney(base, other) <= SIGNIFICANCE
            && !interval.get().contains(1)
            && Math.abs(speedUp - 1) > NOISE;
    if (!clear) {
      return Verdict.NO_CLEAR_DIFFERENCE;
    }
    return speedUp > 1 ? Verdict.FASTER : Verdict.SLOWER;
  }

  /** What complete separation would give: with too few runs nothing can be concluded. */
  private static double smallestP(int n, int m) {
    double choices = 1;
    for (int i = 1; i <= n; i++) {
      choices = choices * (m + i) / i;
    }
    return 2 / choices;
  }
}
