package io.interleave.front.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

  @Test
  void medianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
    assertThat(Statistics.median(new double[] {9, 1, 5})).isEqualTo(5);
    assertThat(Statistics.median(new double[] {9, 1, 5, 6})).isEqualTo(5.5);
    assertThatThrownBy(() -> Statistics.median(new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** The table of distribution-free intervals in Conover, Practical Nonparametric Statistics. */
  @ParameterizedTest
  @CsvSource({
    "5, 1, 0.9375",
    "6, 1, 0.96875",
    "7, 1, 0.984375",
    "8, 1, 0.9922",
    "9, 2, 0.9609",
    "10, 2, 0.9785",
    "12, 3, 0.9614",
    "15, 4, 0.9648",
    "20, 6, 0.9586",
    "30, 10, 0.9572"
  })
  void orderStatisticsCoverTheMedianAsPublished(int n, int k, double coverage) {
    assertThat(Statistics.medianCoverage(n, k)).isCloseTo(coverage, within(5e-5));
    assertThat(Statistics.medianIntervalRank(n, 0.93)).isGreaterThanOrEqualTo(k);
  }

  @Test
  void fiveValuesAreNotEnoughForNinetyFivePercent() {
    assertThat(Statistics.medianIntervalRank(5, 0.95)).isZero();
    assertThat(Statistics.medianIntervalRank(6, 0.95)).isEqualTo(1);
    assertThat(Statistics.medianIntervalRank(9, 0.95)).isEqualTo(2);
  }

  /** Complete separation gives 2 ÷ (n+m choose n), the smallest p there is. */
  @ParameterizedTest
  @CsvSource({"3, 3, 0.1", "4, 4, 0.028571", "5, 5, 0.007937", "7, 7, 0.00058275"})
  void separatedSamplesHaveTheSmallestP(int n, int m, double p) {
    assertThat(Statistics.mannWhitney(range(0, n), range(100, m))).isCloseTo(p, within(1e-6));
  }

  @Test
  void exactPAgreesWithThePublishedTable() {
    // Table of Mann and Whitney 1947, n = 5, m = 5: P(U <= 4) = .048, P(U <= 2) = .016
    assertThat(Statistics.mannWhitney(new double[] {1, 2, 3, 4, 9}, new double[] {5, 6, 7, 8, 10}))
        .isCloseTo(2 * 0.048, within(0.001));
    assertThat(Statistics.mannWhitney(new double[] {1, 2, 3, 4, 7}, new double[] {5, 6, 8, 9, 10}))
        .isCloseTo(2 * 0.016, within(0.001));
  }

  @Test
  void tiesAreCountedExactly() {
    // The 6 ways to choose 2 of the ranks 1, 2.5, 2.5, 4: four sums are as far from 5 as 3.5 is.
    assertThat(Statistics.mannWhitney(new double[] {1, 2}, new double[] {2, 3}))
        .isCloseTo(4.0 / 6, within(1e-9));
    assertThat(Statistics.mannWhitney(new double[] {4, 4}, new double[] {4, 4})).isEqualTo(1);
  }

  @Test
  void theApproximationMeetsTheExactValueWhereTheyChange() {
    Random random = new Random(5);
    double[] a = random.doubles(30).toArray();
    double[] b = random.doubles(30).map(x -> x + 0.15).toArray();
    double exact = Statistics.mannWhitney(a, b);
    double[] more = Arrays.copyOf(b, 31);
    more[30] = Statistics.median(b);
    assertThat(Statistics.mannWhitney(a, more)).isCloseTo(exact, within(0.03));
  }

  @Test
  void karpFlattOfAmdahlsLawIsTheSerialPart() {
    double serial = 0.08;
    for (int p : new int[] {2, 4, 16}) {
      double speedUp = 1 / (serial + (1 - serial) / p);
      assertThat(Statistics.karpFlatt(speedUp, p)).isCloseTo(serial, within(1e-12));
    }
    assertThat(Statistics.karpFlatt(2, 2)).isZero();
    assertThat(Statistics.karpFlatt(2.2, 2)).isNegative();
    assertThatThrownBy(() -> Statistics.karpFlatt(1.5, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theBootstrapIntervalHoldsTheRatioAndIsRepeatable() {
    double[] slow = {151, 149, 157, 150, 152, 151, 153};
    double[] fast = {81, 78, 100, 80, 82, 81, 83};
    Statistics.Interval interval = Statistics.ratioOfMedians(slow, fast);
    assertThat(interval.contains(151.0 / 81)).isTrue();
    assertThat(interval.low()).isGreaterThan(1.4);
    assertThat(interval).isEqualTo(Statistics.ratioOfMedians(slow, fast));
  }

  private static double[] range(int from, int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = from + i;
    }
    return values;
  }
}
