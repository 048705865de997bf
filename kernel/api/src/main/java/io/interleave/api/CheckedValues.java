package io.interleave.api;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Compares values and writes them, as a check means it. */
final class CheckedValues {
  private static final int LONGEST = 200;
  private static final Set<Class<?>> WHOLE =
      Set.of(
          Byte.class,
          Short.class,
          Integer.class,
          Long.class,
          BigInteger.class,
          AtomicInteger.class,
          AtomicLong.class,
          LongAdder.class,
          LongAccumulator.class);

  private CheckedValues() {}

  static boolean areEqual(@Nullable Object a, @Nullable Object b) {
    if (a != null && b != null && WHOLE.contains(a.getClass()) && WHOLE.contains(b.getClass())) {
      return new BigInteger(a.toString()).equals(new BigInteger(b.toString()));
    }
    return Objects.deepEquals(a, b);
  }

  /** The value, with its type where {@code other} would read the same. */
  static String text(@Nullable Object value, @Nullable Object other) {
    String text = text(value);
    return value != null && other != null && text.equals(text(other))
        ? text + " (" + value.getClass().getSimpleName() + ")"
        : text;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof CharSequence chars) {
      return '"' + bounded(chars.toString()) + '"';
    }
    if (value != null && value.getClass().isArray()) {
      String nested = Arrays.deepToString(new Object[] {value});
      return bounded(nested.substring(1, nested.length() - 1));
    }
    return bounded(String.valueOf(value));
  }

  private static String bounded(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
