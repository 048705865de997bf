package io.interleave.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Timeout(60)
class WaysTest {
  static final List<String> WAYS = Compare.WAYS;

  @ParameterizedTest
  @FieldSource("WAYS")
  void everyWayRunsEachTaskOnceAndKeepsTheOrderOfResults(String way) throws Exception {
    Compare.Section section = Ways.section(way, 20, 3, i -> i * i);
    Assumptions.assumeTrue(section.needs().isEmpty(), section.needs());
    Object result = section.body().call();
    assertThat(result)
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(20)
        .startsWith(0, 1, 4, 9)
        .endsWith(361);
  }

  @ParameterizedTest
  @FieldSource("WAYS")
  void noWayRunsMoreAtATimeThanAllowed(String way) throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Compare.Section section =
        Ways.section(
            way,
            24,
            3,
            i -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              Thread.sleep(3);
              return now.decrementAndGet();
            });
    Assumptions.assumeTrue(section.needs().isEmpty(), section.needs());
    section.body().call();
    assertThat(most.get()).isBetween(1, 3);
  }

  @ParameterizedTest
  @FieldSource("WAYS")
  void anExceptionOfATaskComesOutAsItself(String way) {
    Compare.Section section =
        Ways.section(
            way,
            4,
            2,
            i -> {
              throw new IllegalStateException("task " + i);
            });
    Assumptions.assumeTrue(section.needs().isEmpty(), section.needs());
    assertThatThrownBy(() -> section.body().call())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("task ");
  }
}
