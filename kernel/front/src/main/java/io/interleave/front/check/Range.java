package io.interleave.front.check;

import java.util.Locale;

/**
 * Two bounds, both included.
 *
 * @param min negative infinity when there is none
 * @param max positive infinity when there is none
 */
record Range(double min, double max) {
  boolean holds(double value) {
    return value >= min && value <= max;
  }

  @Override
  public String toString() {
    if (min == max) {
      return number(min);
    }
    if (Double.isInfinite(max)) {
      return number(min) + " or more";
    }
    return Double.isInfinite(min) ? number(max) + " or less" : number(min) + " to " + number(max);
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.2f", value);
  }
}
