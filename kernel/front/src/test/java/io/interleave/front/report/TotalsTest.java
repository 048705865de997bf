package io.interleave.front.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.report.Totals.Took;
import io.interleave.wire.Event;
import io.interleave.wire.ThreadFacts;
import io.interleave.wire.ThreadFacts.Fate;
import io.interleave.wire.ThreadFacts.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TotalsTest {
  private static final long MS = 1_000_000;

  /** A cell of 100 ms whose threads, the first of them its own, had so much CPU time. */
  private static Took took(long... cpuMillis) {
    List<ThreadFacts> threads = new ArrayList<>();
    for (int i = 0; i < cpuMillis.length; i++) {
      Kind kind = i == 0 ? Kind.MAIN : Kind.PLATFORM;
      threads.add(
          new ThreadFacts(
              i + 1, "t" + i, kind, 1, 0, 100 * MS, cpuMillis[i] * MS, 2 * MS, Fate.ENDED));
    }
    Event.RunFacts run = new Event.RunFacts(0, 100 * MS, 100 * MS, 90 * MS, 0, List.of());
    return Took.of(new Event.ThreadsReported(1, 7, run, threads, null, ""), 100 * MS, 3);
  }

  @Test
  void aCellWhoseOwnThreadOnlyWaitsHasTheThreadsThatItStarted() {
    assertThat(took(1, 90, 90).threads()).isEqualTo(2);
    assertThat(took(5, 1, 1).threads()).as("all wait").isEqualTo(2);
    assertThat(took(80, 90, 90).threads()).isEqualTo(3);
    assertThat(took(80).threads()).isEqualTo(1);
    assertThat(took(0).threads()).isEqualTo(1);
  }

  @Test
  void timesOfAllThreadsAreAddedUp() {
    Took took = took(10, 20, 30);
    assertThat(took.cpuNanos()).isEqualTo(60 * MS);
    assertThat(took.readyNanos()).isEqualTo(6 * MS);
    assertThat(took(10, -1).cpuNanos()).as("that of the process").isEqualTo(90 * MS);
  }
}
