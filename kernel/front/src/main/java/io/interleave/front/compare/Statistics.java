package io.interleave.front.compare;

import java.util.Arrays;
import java.util.Random;

/**
 * Statistics of small samples of timings, which are skewed and have outliers: medians, their
 * intervals and rank tests, nothing that assumes a normal distribution.
 */
public final class Statistics {
  private static final int RESAMPLES = 4000;
  private static final long SEED = 20260317;
  private static final int MOST_EXACT_VALUES = 60;

  private Statistics() {}

  /** An interval, both ends included. */
  public record Interval(double low, double high) {
    /** Whether a value lies in it. */
    public boolean contains(double value) {
      return low <= value && value <= high;
    }
  }

  /**
   * The middle value, or the mean of the two in the middle.
   *
   * @throws IllegalArgumentException when there are no values
   */
  public static double median(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("the median of no values");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return medianOfSorted(sorted);
  }

  /** The smallest value. */
  static double least(double[] values) {
    return Arrays.stream(values).min().orElseThrow();
  }

  /** The greatest value. */
  static double greatest(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  private static double medianOfSorted(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /**
   * The probability that the interval from the k-th smallest to the k-th largest of n values covers
   * the median of the distribution they come from (David and Nagaraja, Order Statistics, 3rd ed.,
   * section 7.1): 1 − 2·P(B &lt; k) for B binomial (n, ½).
   *
   * @param n how many values
   * @param k from 1 to n/2
   */
  public static double medianCoverage(int n, int k) {
    double below = 0;
    for (int i = 0; i < k; i++) {
      below += Math.exp(logChoose(n, i) - n * Math.log(2));
    }
    return 1 - 2 * below;
  }

  /**
   * How far from the ends the narrowest interval of order statistics is that covers the median with
   * at least the given probability; 0 when even the whole range does not.
   */
  public static int medianIntervalRank(int n, double confidence) {
    int rank = 0;
    for (int k = 1; k <= n / 2 && medianCoverage(n, k) >= confidence; k++) {
      rank = k;
    }
    return rank;
  }

  /**
   * The two-sided p of the Mann–Whitney test (Mann and Whitney 1947): exact by counting for up to
   * 60 values together, also with ties; beyond that the normal approximation with the correction
   * for ties and continuity.
   */
  public static double mannWhitney(double[] a, double[] b) {
    int[] twiceRanks = twiceMidRanks(a, b);
    int n = a.length;
    int observed = 0;
    for (int i = 0; i < n; i++) {
      observed += twiceRanks[i];
    }
    double mean = n * (a.length + b.length + 1.0);
    double distance = Math.abs(observed - mean);
    return twiceRanks.length <= MOST_EXACT_VALUES
        ? exactTail(twiceRanks, n, mean, distance)
        : normalTail(twiceRanks, n, distance);
  }

  /** Ranks from 1, ties sharing the mean of theirs, doubled so that they are whole numbers. */
  private static int[] twiceMidRanks(double[] a, double[] b) {
    int total = a.length + b.length;
    double[] all = Arrays.copyOf(a, total);
    System.arraycopy(b, 0, all, a.length, b.length);
    int[] ranks = new int[total];
    for (int i = 0; i < total; i++) {
      int less = 0;
      int same = 0;
      for (double other : all) {
        if (other < all[i]) {
          less++;
        } else if (other == all[i]) {
          same++;
        }
      }
      ranks[i] = 2 * less + same + 1;
    }
    return ranks;
  }

  /** The share of all choices of n ranks whose sum is at least as far from the mean. */
  private static double exactTail(int[] ranks, int n, double mean, double distance) {
    int most = Arrays.stream(ranks).sum();
    double[][] ways = new double[n + 1][most + 1];
    ways[0][0] = 1;
    for (int rank : ranks) {
      for (int chosen = n; chosen >= 1; chosen--) {
        for (int sum = most; sum >= rank; sum--) {
          ways[chosen][sum] += ways[chosen - 1][sum - rank];
        }
      }
    }
    double all = 0;
    double far = 0;
    for (int sum = 0; sum <= most; sum++) {
      all += ways[n][sum];
      if (Math.abs(sum - mean) >= distance - 1e-9) {
        far += ways[n][sum];
      }
    }
    return far / all;
  }

  private static double normalTail(int[] ranks, int n, double distance) {
    int total = ranks.length;
    double squares = 0;
    for (int rank : ranks) {
      double deviation = rank - (total + 1.0);
      squares += deviation * deviation;
    }
    double variance = squares * n * (total - n) / ((double) total * (total - 1));
    if (variance == 0) {
      return 1;
    }
    double z = Math.max(0, distance - 1) / Math.sqrt(variance);
    return Math.min(1, 2 * upperTail(z));
  }

  /** P(Z &gt; z) for z ≥ 0, within 7.5e-8 (Abramowitz and Stegun 26.2.17). */
  static double upperTail(double z) {
    double t = 1 / (1 + 0.2316419 * z);
    double sum =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * sum;
  }

  /**
   * The 95 % percentile bootstrap interval of median(a) ÷ median(b) (Efron and Tibshirani 1993,
   * chapter 13), with a fixed seed: the same timings give the same interval.
   */
  public static Interval ratioOfMedians(double[] a, double[] b) {
    Random random = new Random(SEED);
    double[] ratios = new double[RESAMPLES];
    double[] fromA = new double[a.length];
    double[] fromB = new double[b.length];
    for (int i = 0; i < RESAMPLES; i++) {
      ratios[i] = resampledMedian(a, fromA, random) / resampledMedian(b, fromB, random);
    }
    Arrays.sort(ratios);
    int cut = (int) Math.round(RESAMPLES * 0.025);
    return new Interval(ratios[cut], ratios[RESAMPLES - 1 - cut]);
  }

  private static double resampledMedian(double[] from, double[] into, Random random) {
    for (int i = 0; i < into.length; i++) {
      into[i] = from[random.nextInt(from.length)];
    }
    Arrays.sort(into);
    return medianOfSorted(into);
  }

  /**
   * The serial part that a measured speed-up on p processors amounts to (Karp and Flatt 1990): (1/S
   * − 1/p) ÷ (1 − 1/p). Negative when the speed-up is greater than p.
   *
   * @throws IllegalArgumentException when p is less than 2 or the speed-up is not positive
   */
  public static double karpFlatt(double speedUp, int p) {
    if (p < 2 || !(speedUp > 0)) {
      throw new IllegalArgumentException("speed-up " + speedUp + " on " + p + " processors");
    }
    return (1 / speedUp - 1.0 / p) / (1 - 1.0 / p);
  }

  private static double logChoose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log(n - k + i) - Math.log(i);
    }
    return sum;
  }
}
