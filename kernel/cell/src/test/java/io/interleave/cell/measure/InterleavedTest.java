package io.interleave.cell.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interleave.api.Compare.Section;
import io.interleave.hooks.StopSignal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class InterleavedTest {
  private final List<String> order = new ArrayList<>();

  @Test
  void sectionsTakeTurnsAndWarmUpsAreNotCounted() {
    Interleaved interleaved =
        new Interleaved(List.of(section("a", 1), section("b", 2)), () -> order.size() * 10L);
    interleaved.run(1, 2);
    assertThat(order).containsExactly("a", "b", "a", "b", "a", "b");
    List<Sample> samples = interleaved.samples();
    assertThat(samples).extracting(sample -> sample.runs().size()).containsExactly(2, 2);
    assertThat(samples.get(1).result()).isEqualTo(2);
    assertThat(samples.get(0).runs().get(0).cpuNanos()).isEqualTo(10);
  }

  @Test
  void aSectionThatThrowsIsLeftOutAndTheOthersGoOn() {
    Section broken =
        new Section(
            "broken",
            0,
            "",
            () -> {
              order.add("broken");
              throw new IllegalStateException("no");
            });
    Interleaved interleaved = new Interleaved(List.of(broken, section("b", 2)), () -> -1);
    interleaved.run(0, 3);
    assertThat(order).containsExactly("broken", "b", "b", "b");
    assertThat(interleaved.samples().get(0).thrown()).hasMessage("no");
    assertThat(interleaved.samples().get(1).runs())
        .extracting(Sample.Run::cpuNanos)
        .containsExactly(-1L, -1L, -1L);
  }

  @Test
  void stoppingKeepsTheRunsThatAreDone() {
    Callable<Object> stops =
        () -> {
          if (order.size() >= 4) {
            throw StopSignal.INSTANCE;
          }
          order.add("s");
          return "";
        };
    Interleaved interleaved =
        new Interleaved(List.of(section("a", 1), new Section("s", 0, "", stops)), () -> 0);
    assertThatThrownBy(() -> interleaved.run(0, 10)).isSameAs(StopSignal.INSTANCE);
    assertThat(interleaved.samples())
        .extracting(sample -> sample.runs().size())
        .containsExactly(3, 2);
  }

  private static final long MS = 1_000_000;

  /** What a run with so many new threads uses: its own CPU time, and that of all. */
  private static Sample.Run run(int started, double ownMillis, double cpuMillis) {
    return run(started, ownMillis, cpuMillis, 0);
  }

  private static Sample.Run run(int started, double ownMillis, double cpuMillis, long wallMillis) {
    long[] own = {0};
    long[] all = {0};
    int[] threads = {0};
    long[] now = {0};
    UsageMeter meter =
        new UsageMeter() {
          @Override
          public long cpuNanos() {
            return all[0];
          }

          @Override
          public long callerCpuNanos() {
            return own[0];
          }

          @Override
          public long nanos() {
            return now[0];
          }

          @Override
          public int threadsSoFar() {
            return threads[0];
          }
        };
    Callable<Object> body =
        () -> {
          own[0] += (long) (ownMillis * MS);
          all[0] += (long) (cpuMillis * MS);
          threads[0] += started;
          now[0] += (long) (Math.max(ownMillis, wallMillis) * MS);
          return "";
        };
    Interleaved interleaved = new Interleaved(List.of(new Section("s", 0, "", body)), meter);
    interleaved.run(0, 1);
    return interleaved.samples().get(0).runs().get(0);
  }

  private static int threads(Sample.Run... runs) {
    Section section = new Section("s", 0, "", () -> "");
    return new Sample(section, List.of(runs), "", null).threads();
  }

  @Test
  void aThreadThatStartsTwoAndWaitsIsNoThirdHoweverShortTheyAre() {
    assertThat(threads(run(2, 0.3, 0.9))).isEqualTo(2);
    assertThat(threads(run(2, 0.2, 0.3))).isEqualTo(2);
    assertThat(threads(run(2, 1, 200))).isEqualTo(2);
  }

  @Test
  void whoLooksAfterThreadsThatOnlyWaitIsNoneOfThem() {
    assertThat(threads(run(2, 1.5, 1.6, 40))).isEqualTo(2);
    assertThat(threads(run(2, 1.5, 1.6, 0))).as("the same, and it did not wait").isEqualTo(3);
  }

  @Test
  void aThreadThatComputesBesideItsWorkersCounts() {
    assertThat(threads(run(1, 50, 100))).isEqualTo(2);
    assertThat(threads(run(3, 40, 200))).isEqualTo(4);
    assertThat(threads(run(0, 50, 50))).isEqualTo(1);
    assertThat(threads(run(1, 50, 100), run(0, 50, 100))).as("workers of a pool").isEqualTo(2);
  }

  @Test
  void oneDisturbedRunDoesNotMakeAThread() {
    assertThat(threads(run(2, 5, 6), run(2, 0.3, 6), run(2, 0.3, 6))).isEqualTo(2);
  }

  private Section section(String label, Object result) {
    return new Section(
        label,
        0,
        "",
        () -> {
          order.add(label);
          return result;
        });
  }
}
