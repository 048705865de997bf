package io.interleave.front.threads;

import java.util.ArrayList;
import java.util.List;

/**
 * Names unaccounted time of a thread after the native calls that samples saw it in, such as one
 * that waits for connections: no recording has those.
 */
final class NativeCalls {
  private static final long SLACK_NANOS = 5_000_000;

  private final CellClock clock;
  private final Times times;

  NativeCalls(CellClock clock, Times times) {
    this.clock = clock;
    this.times = times;
  }

  /**
   * The spans of native calls where nothing was recorded. None when they are longer than what is
   * unaccounted: then the thread used CPU time between two samples.
   *
   * @param recorded the thread's spans, by time
   * @param pauses the thread's, of which those that are unaccounted count here
   */
  List<Span> beside(List<Span> recorded, List<Pause> pauses, long start, long stop) {
    List<Span> calls = new ArrayList<>();
    for (Pause pause : pauses) {
      if (pause.state() == State.UNACCOUNTED) {
        long at = Math.max(start, clock.at(pause.from()));
        long to = Math.min(stop, clock.at(pause.to()));
        for (Span span : recorded) {
          add(calls, pause, at, Math.min(to, span.from()));
          at = Math.max(at, span.to());
        }
        add(calls, pause, at, to);
      }
    }
    long sum = calls.stream().mapToLong(Span::nanos).sum();
    return sum <= times.unaccounted().orElse(0) + SLACK_NANOS ? calls : List.of();
  }

  private static void add(List<Span> calls, Pause pause, long from, long to) {
    if (to > from) {
      calls.add(
          new Span(pause.threadId(), State.UNACCOUNTED, from, to, pause.what(), pause.where()));
    }
  }
}
