package io.interleave.front.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What makes a comparison less trustworthy than it looks. */
final class Warnings {
  private static final double BUSY = 0.10;
  private static final double NOTABLE = 0.05;
  private static final double SHORT_SECONDS = 0.005;

  private Warnings() {}

  static List<String> of(List<Entry> entries) {
    Set<String> warnings = new LinkedHashSet<>();
    if (entries.stream().allMatch(entry -> entry.runs().size() == 1)) {
      warnings.add("One run each – indicative only.");
    }
    double others =
        entries.stream().mapToDouble(e -> e.conditions().othersShare()).max().orElse(Double.NaN);
    if (others > BUSY) {
      warnings.add(
          "The machine was busy: other processes took up to "
              + percent(others)
              + " of its CPU. Run it again on a quiet machine.");
    }
    for (Entry entry : entries) {
      addTo(warnings, entry);
    }
    return new ArrayList<>(warnings);
  }

  private static void addTo(Set<String> warnings, Entry entry) {
    double[] seconds = entry.wallSeconds();
    double median = Statistics.median(seconds);
    String label = entry.label();
    if (median < SHORT_SECONDS) {
      warnings.add(label + ": a run takes less than 5 ms, too short to time; do more work in it.");
    }
    if (seconds.length > 1 && Statistics.greatest(seconds) > 2 * median) {
      warnings.add(
          label + ": the slowest run took more than twice the median; something disturbed it.");
    }
    if (seconds.length >= 4
        && seconds[0] == Statistics.greatest(seconds)
        && seconds[0] > 1.2 * median) {
      warnings.add(label + ": the first run was the slowest; one more warm-up may be needed.");
    }
    if (entry.threadCount() > entry.conditions().processors()
        && entry.cpuSeconds() / median > 0.8) {
      warnings.add(
          label
              + ": "
              + entry.threadCount()
              + " threads on "
              + entry.conditions().processors()
              + " cores; more threads than cores cannot compute faster.");
    }
    if (entry.conditions().gcShare() > NOTABLE) {
      warnings.add(
          label
              + ": garbage collection took "
              + percent(entry.conditions().gcShare())
              + " of the time.");
    }
    if (entry.conditions().jitShare() > NOTABLE) {
      warnings.add(
          label
              + ": the JIT compilers worked "
              + percent(entry.conditions().jitShare())
              + " of the time; the code was not warm yet.");
    }
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
