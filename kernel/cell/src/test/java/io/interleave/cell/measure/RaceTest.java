package io.interleave.cell.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RaceTest {
  /** What a beginner writes. */
  private static final class Counter {
    private int value;
  }

  @RepeatedTest(10)
  void anUnguardedIncrementLosesUpdatesInTenThousandRounds() throws Throwable {
    Consumer<Counter> increment = counter -> counter.value++;
    Map<String, Long> outcomes =
        new Race<>(Counter::new, List.of(increment, increment), counter -> counter.value)
            .run(10_000);
    assertThat(outcomes).containsKey("1");
    assertThat(outcomes.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(10_000);
  }

  @RepeatedTest(3)
  void anAtomicIncrementLosesNone() throws Throwable {
    Consumer<AtomicInteger> increment = AtomicInteger::incrementAndGet;
    Map<String, Long> outcomes =
        new Race<>(AtomicInteger::new, List.of(increment, increment), AtomicInteger::get)
            .run(10_000);
    assertThat(outcomes).containsOnlyKeys("2").containsEntry("2", 10_000L);
  }

  @Test
  void anActorThatThrowsEndsTheRace() {
    Consumer<Counter> broken =
        counter -> {
          throw new IllegalStateException("broken actor");
        };
    assertThatThrownBy(
            () -> new Race<>(Counter::new, List.of(c -> c.value++, broken), c -> c.value).run(500))
        .hasMessage("broken actor");
  }

  @Test
  void noThreadIsLeftBehind() throws Throwable {
    new Race<>(Counter::new, List.of(c -> c.value++, c -> c.value++), c -> c.value).run(100);
    long deadline = System.nanoTime() + 5_000_000_000L;
    while (actorsAlive() && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(actorsAlive()).isFalse();
  }

  private static boolean actorsAlive() {
    return Thread.getAllStackTraces().keySet().stream()
        .anyMatch(thread -> thread.getName().startsWith("actor-"));
  }
}
