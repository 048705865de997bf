package io.interleave.front.render;

import java.util.Locale;
import java.util.OptionalLong;

/**
 * One unit and one number of decimals for all times of a table, so that its columns line up and its
 * longest time has three significant digits or more.
 */
record TimeScale(String unit, double nanosPerUnit, int decimals) {

  /** The scale for a table whose longest time is {@code longest} nanoseconds. */
  static TimeScale of(long longest) {
    if (longest >= 1_000_000_000L) {
      return new TimeScale(
          "s", 1e9, longest < 100_000_000_000L ? 3 : longest < 1_000_000_000_000L ? 2 : 1);
    }
    return new TimeScale("ms", 1e6, longest < 100_000_000L ? 2 : 1);
  }

  /** {@code s} or {@code ms} as a word. */
  String word() {
    return unit.equals("s") ? "seconds" : "milliseconds";
  }

  /** The number without its unit; {@code 0} only for a measured zero. */
  String format(long nanos) {
    return nanos == 0
        ? "0"
        : String.format(Locale.ROOT, "%." + decimals + "f", nanos / nanosPerUnit);
  }

  /** The number, or {@code missing} where nothing could be measured. */
  String format(OptionalLong nanos, String missing) {
    return nanos.isPresent() ? format(nanos.getAsLong()) : missing;
  }

  /** A time in a sentence: three significant digits and the unit that fits, such as 3.01 s. */
  static String inWords(long nanos) {
    double value = nanos;
    String unit = "ns";
    for (String next : new String[] {"us", "ms", "s"}) {
      if (value < 999.5) {
        break;
      }
      value /= 1000;
      unit = next;
    }
    int decimals = unit.equals("ns") || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f %s", value, unit);
  }
}
