package io.interleave.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CheckTest {

  @Test
  void equalValuesPassWhateverTheTypeOfTheNumber() {
    Check.equal(5, 5L);
    Check.equal(new AtomicInteger(7), 7);
    Check.equal(new int[] {1, 2}, new int[] {1, 2});
    Check.equal(List.of("a"), List.of("a"));
    Check.equal(null, null);
  }

  @Test
  void differingValuesAreNamedInWords() {
    assertFailure(() -> Check.equal(3, 4), "The value is 3, but should be 4.");
    assertFailure(
        () -> Check.equal("The name", "ann", "bob"), "The name is \"ann\", but should be \"bob\".");
    assertFailure(
        () -> Check.equal(5.0f, 5.0), "The value is 5.0 (Float), but should be 5.0 (Double).");
    assertFailure(() -> Check.equal(null, new int[] {1}), "The value is null, but should be [1].");
  }

  @Test
  void nearLeavesATolerance() {
    Check.near(1.05, 1.0, 0.1);
    assertFailure(() -> Check.near(1.2, 1.0, 0.1), "between 0.9 and 1.1");
    assertFailure(() -> Check.near(Double.NaN, 1.0, 0.1), "The value is NaN");
  }

  @Test
  void aClaimIsTheMessage() {
    Check.that(true, "two is even");
    assertFailure(() -> Check.that(false, "three is even"), "This is not so: three is even");
  }

  @Test
  void theRightFailurePasses() {
    Check.fails(
        IllegalStateException.class,
        () -> {
          throw new IllegalStateException();
        });
    assertFailure(() -> Check.fails(IOException.class, () -> {}), "came to its end");
    assertFailure(
        () ->
            Check.fails(
                IOException.class,
                () -> {
                  throw new IllegalStateException();
                }),
        "should fail with IOException, but failed with IllegalStateException");
  }

  @Test
  void whatEndsInTimePassesAndItsExceptionComesThrough() throws Exception {
    Check.within(10_000, () -> {});
    assertThatThrownBy(
            () ->
                Check.within(
                    10_000,
                    () -> {
                      throw new IOException("disk");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk");
  }

  @Test
  void whatHangsIsInterruptedAndItsStateIsNamed() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    assertFailure(
        () ->
            Check.within(
                Duration.ofSeconds(1),
                () -> {
                  try {
                    Thread.sleep(60_000);
                  } catch (InterruptedException e) {
                    interrupted.countDown();
                  }
                }),
        "It did not end within 1.0 s: it was TIMED_WAITING");
    interrupted.await();
  }

  @Test
  void lostUpdatesAreCounted() throws Exception {
    Check.total(10, 10);
    assertFailure(() -> Check.total(7, 10), "The total is 7, but should be 10: 3 were lost.");
    assertFailure(() -> Check.total(12, 10), "2 are too many");
    LongAdder counter = new LongAdder();
    counter.add(5);
    Check.total(4, 1_000, counter::increment, counter::sum);
    assertThat(counter.sum()).isEqualTo(4_005);
    assertThatCode(() -> Check.total(2, 10, () -> {}, () -> 0))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("20 were lost");
  }

  @Test
  void aStepThatFailsFailsTheCheck() {
    assertThatThrownBy(
            () ->
                Check.total(
                    2,
                    1,
                    () -> {
                      throw new IllegalStateException("x");
                    },
                    () -> 0))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void assertFailure(Check.Body body, String message) {
    assertThatThrownBy(body::run).isInstanceOf(AssertionError.class).hasMessageContaining(message);
  }
}
