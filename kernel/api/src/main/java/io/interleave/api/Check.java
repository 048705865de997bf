package io.interleave.api;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks for exercises. A check that holds does nothing: no output, no value. One that does not
 * throws an {@link AssertionError} that says in words what is wrong, at the line of the cell.
 *
 * <pre>{@code
 * Check.equal(account.balance(), 1000);
 * Check.within(2000, () -> transferAll());
 * Check.total(4, 100_000, counter::increment, counter::value);
 * Check.noThreadLeft();
 * Check.ranInParallel(() -> sumInThreads(2));
 * }</pre>
 *
 * <p>Nothing is written to {@code System.err}. Where a check cannot be decided on this machine, a
 * line on {@code System.out} says so.
 */
public final class Check {
  private static final long THREADS_END_MILLIS = 1_000;
  private static final double LEAST_CORES = 1.25;
  private static final long LEAST_WALL_NANOS = 20_000_000;
  private static final double BUSY = 0.25;

  private Check() {}

  /** Code to check. */
  @FunctionalInterface
  public interface Body {
    /** Runs it. */
    void run() throws Exception;
  }

  /**
   * The value is the expected one. Whole numbers of any type are compared by value ({@code int},
   * {@code long}, {@code AtomicInteger}), arrays by their content, all else with {@code equals}.
   */
  public static void equal(@Nullable Object actual, @Nullable Object expected) {
    equal("The value", actual, expected);
  }

  /**
   * The same; {@code what} is named in the message, such as {@code "The balance"}.
   *
   * @throws AssertionError when they differ
   */
  public static void equal(String what, @Nullable Object actual, @Nullable Object expected) {
    if (!CheckedValues.areEqual(actual, expected)) {
      throw new AssertionError(
          what
              + " is "
              + CheckedValues.text(actual, expected)
              + ", but should be "
              + CheckedValues.text(expected, actual)
              + ".");
    }
  }

  /**
   * The number differs from the expected one by at most {@code tolerance}.
   *
   * @throws AssertionError when it differs by more, or is no number
   */
  public static void near(double actual, double expected, double tolerance) {
    if (!(Math.abs(actual - expected) <= tolerance)) {
      throw new AssertionError(
          "The value is "
              + actual
              + ", but should be between "
              + rounded(expected - tolerance)
              + " and "
              + rounded(expected + tolerance)
              + ".");
    }
  }

  /** Without the last digits, which 0.6 - 0.05 owes to binary fractions. */
  private static double rounded(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(new MathContext(12)).doubleValue()
        : value;
  }

  /**
   * The condition holds.
   *
   * @param claim a sentence that is true then; it becomes the message
   * @throws AssertionError when it does not
   */
  public static void that(boolean condition, String claim) {
    if (!condition) {
      throw new AssertionError("This is not so: " + claim);
    }
  }

  /**
   * The body throws such an exception, or one of a subclass.
   *
   * @throws AssertionError when it throws another or none
   */
  public static void fails(Class<? extends Throwable> with, Body body) {
    try {
      body.run();
    } catch (Throwable thrown) {
      if (with.isInstance(thrown)) {
        return;
      }
      throw new AssertionError(
          "It should fail with "
              + with.getSimpleName()
              + ", but failed with "
              + thrown.getClass().getSimpleName()
              + ".",
          thrown);
    }
    throw new AssertionError(
        "It should fail with " + with.getSimpleName() + ", but came to its end.");
  }

  /**
   * The body ends within so many milliseconds. It runs in a thread of its own, which is interrupted
   * when its time is up.
   *
   * @throws AssertionError when it does not; the message says where it was
   * @throws Exception what the body throws
   */
  public static void within(long millis, Body body) throws Exception {
    CheckedTime.run(millis, body);
  }

  /** The same with a duration, such as {@code Duration.ofSeconds(2)}. */
  public static void within(Duration limit, Body body) throws Exception {
    within(limit.toMillis(), body);
  }

  /**
   * A total is exact: nothing was lost, nothing was counted twice.
   *
   * @throws AssertionError when it is not; the message says how many are missing
   */
  public static void total(long actual, long expected) {
    if (actual != expected) {
      long gap = Math.abs(actual - expected);
      throw new AssertionError(
          "The total is "
              + actual
              + ", but should be "
              + expected
              + ": "
              + gap
              + (actual < expected ? " were lost." : " are too many."));
    }
  }

  /**
   * Several threads do a step many times each, all starting together; afterwards the total has
   * grown by one for each time.
   *
   * @param total reads what the steps count
   * @throws AssertionError when it has not
   * @throws InterruptedException when the cell is interrupted
   */
  public static void total(int threads, int times, Runnable step, LongSupplier total)
      throws InterruptedException {
    long before = total.getAsLong();
    CheckedThreads.run(threads, times, step);
    total(total.getAsLong() - before, (long) threads * times);
  }

  /**
   * No thread is left of those that this cell started, pool workers and daemon threads included;
   * threads that are about to end get a second for it.
   *
   * @throws AssertionError when there is one; the message names it
   * @throws InterruptedException when the cell is interrupted
   */
  public static void noThreadLeft() throws InterruptedException {
    List<String> left = CellRuntime.current().threadsLeft(THREADS_END_MILLIS);
    if (!left.isEmpty()) {
      throw new AssertionError(
          (left.size() == 1
                  ? "A thread is still there: "
                  : left.size() + " threads are still there: ")
              + String.join("; ", left)
              + ". Wait for each with join(), and shut every pool down.");
    }
  }

  /**
   * The body kept more than one processor busy. On a machine where that cannot be told (a single
   * processor, other programs that take much of it) it only runs and a line says so.
   *
   * @throws AssertionError when it did not
   * @throws Exception what the body throws
   */
  public static void ranInParallel(Body body) throws Exception {
    CellRuntime.Effort effort = CellRuntime.current().measure(Objects.requireNonNull(body));
    double cores = effort.cpuNanos() / (double) Math.max(1, effort.wallNanos());
    String doubt = doubt(effort);
    if (cores >= LEAST_CORES) {
      return;
    }
    if (!doubt.isEmpty()) {
      System.out.println("Not checked whether it ran in parallel: " + doubt + ".");
      return;
    }
    throw new AssertionError(
        String.format(
            Locale.ROOT,
            "It did not run in parallel: it used %.2f processors on average (%.3f s of CPU time in"
                + " %.3f s). Do the threads wait for one another?",
            cores,
            effort.cpuNanos() / 1e9,
            effort.wallNanos() / 1e9));
  }

  private static String doubt(CellRuntime.Effort effort) {
    if (effort.processors() < 2) {
      return "this machine gives Java one processor only";
    }
    if (effort.cpuNanos() < 0) {
      return "this machine does not tell the CPU time of threads";
    }
    if (effort.wallNanos() < LEAST_WALL_NANOS) {
      return "it was over too soon to tell";
    }
    return effort.othersShare() > BUSY
        ? "other programs took " + Math.round(effort.othersShare() * 100) + " % of this machine"
        : "";
  }
}
