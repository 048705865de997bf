package io.interleave.front.render;

import io.interleave.front.threads.Span;
import io.interleave.front.threads.State;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A thread's life without gaps.
 *
 * @param segments by time, from the thread's start to its end
 * @param unpaused what the segments are in which no pause was recorded
 */
record Lane(ThreadRow row, List<Span> segments, Unpaused unpaused) {

  /** The first {@code most} threads of a report. */
  static List<Lane> of(ThreadReport report, int most) {
    Map<Long, List<Span>> spans = new HashMap<>();
    for (Span span : report.timeline().spans()) {
      spans.computeIfAbsent(span.threadId(), k -> new ArrayList<>()).add(span);
    }
    return report.rows().stream()
        .limit(most)
        .map(r -> of(r, spans.getOrDefault(r.id(), List.of())))
        .toList();
  }

  private static Lane of(ThreadRow row, List<Span> spans) {
    Unpaused unpaused = Unpaused.of(row.times(), spans);
    return new Lane(row, fill(row, spans, unpaused.state()), unpaused);
  }

  private static List<Span> fill(ThreadRow row, List<Span> spans, State between) {
    boolean known = row.times().sleep().isPresent();
    if (!known) {
      return List.of();
    }
    List<Span> sorted = new ArrayList<>(spans);
    sorted.sort(Comparator.comparingLong(Span::from));
    List<Span> out = new ArrayList<>();
    long at = row.start();
    for (Span span : sorted) {
      long from = Math.max(at, span.from());
      long to = Math.min(row.stop(), span.to());
      if (to <= from) {
        continue;
      }
      if (from > at) {
        out.add(new Span(row.id(), between, at, from, "", ""));
      }
      out.add(new Span(row.id(), span.state(), from, to, span.what(), span.where()));
      at = to;
    }
    if (row.stop() > at) {
      out.add(new Span(row.id(), between, at, row.stop(), "", ""));
    }
    return out;
  }

  /**
   * The same with neighbours shorter than {@code least} nanoseconds merged into one of the state
   * that most of them share in.
   */
  Lane merged(long least) {
    List<Span> out = new ArrayList<>();
    List<Span> small = new ArrayList<>();
    for (Span segment : segments) {
      if (segment.nanos() >= least) {
        flush(small, out);
        out.add(segment);
      } else {
        small.add(segment);
        if (segment.to() - small.get(0).from() >= least) {
          flush(small, out);
        }
      }
    }
    flush(small, out);
    return new Lane(row, out, unpaused);
  }

  private static void flush(List<Span> small, List<Span> out) {
    if (small.isEmpty()) {
      return;
    }
    long[] byState = new long[State.values().length];
    for (Span span : small) {
      byState[span.state().ordinal()] += Math.max(1, span.nanos());
    }
    Span main = small.get(0);
    for (Span span : small) {
      if (byState[span.state().ordinal()] > byState[main.state().ordinal()]) {
        main = span;
      }
    }
    long from = small.get(0).from();
    long to = small.get(small.size() - 1).to();
    Span last = out.isEmpty() ? null : out.get(out.size() - 1);
    if (last != null && last.state() == main.state() && last.what().equals(main.what())) {
      out.set(
          out.size() - 1,
          new Span(last.threadId(), last.state(), last.from(), to, last.what(), last.where()));
    } else {
      out.add(new Span(main.threadId(), main.state(), from, to, main.what(), main.where()));
    }
    small.clear();
  }

  /** Whether a part of the thread's life is in the state. */
  boolean has(State state) {
    return segments.stream().anyMatch(s -> s.state() == state)
        || state == State.UNACCOUNTED && unpaused.unaccounted() > 0;
  }

  /** The state at a moment; null before the thread's start and after its end. */
  @Nullable State at(long nanos) {
    for (Span span : segments) {
      if (nanos >= span.from() && nanos < span.to()) {
        return span.state();
      }
    }
    return null;
  }
}
