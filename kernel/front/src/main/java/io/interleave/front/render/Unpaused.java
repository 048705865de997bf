package io.interleave.front.render;

import io.interleave.front.threads.Span;
import io.interleave.front.threads.State;
import io.interleave.front.threads.Times;
import java.util.List;

/**
 * What a thread did when no pause was recorded, as shares that make 1. When it did which of these
 * is not known: only their sums are.
 */
record Unpaused(double running, double ready, double unaccounted) {
  private static final Unpaused RUNNING = new Unpaused(1, 0, 0);
  private static final double NEARLY_NONE = 0.05;
  private static final double NOTABLE = 0.1;
  private static final long LEAST_NANOS = 1_000_000;

  /**
   * @param spans the thread's pauses; of time that is unaccounted some may be among them
   */
  static Unpaused of(Times times, List<Span> spans) {
    double cpu = times.cpu().orElse(0);
    double ready = times.ready().orElse(0);
    long known =
        spans.stream()
            .filter(span -> span.state() == State.UNACCOUNTED)
            .mapToLong(Span::nanos)
            .sum();
    double rest = Math.max(0, times.rest().orElse(0) - known);
    // How a thread starts costs time that nobody counts.
    boolean notable =
        times.unaccounted().orElse(0) > 0
            || rest > LEAST_NANOS && rest > NEARLY_NONE * times.wall();
    if (!notable || rest < NOTABLE * (cpu + ready + rest)) {
      rest = 0;
    }
    double all = cpu + ready + rest;
    if (all <= 0) {
      return RUNNING;
    }
    if (rest > 0 && cpu + ready < NEARLY_NONE * all) {
      return new Unpaused(0, 0, 1);
    }
    if (ready < NEARLY_NONE * all) {
      ready = 0;
      all = cpu + rest;
    }
    return new Unpaused(cpu / all, ready / all, rest / all);
  }

  /** The state that these times are drawn in. */
  State state() {
    return unaccounted == 1 ? State.UNACCOUNTED : State.RUNNING;
  }
}
