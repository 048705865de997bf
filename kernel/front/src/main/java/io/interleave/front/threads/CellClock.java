package io.interleave.front.threads;

import io.interleave.wire.Event.Gap;
import io.interleave.wire.Event.RunFacts;
import io.interleave.wire.ThreadFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The time of a cell: begins with its code and stands still while its own thread waits for the next
 * statement to be compiled and no other thread of it lives.
 */
final class CellClock {
  private final long begin;
  private final long end;
  private final List<Gap> stops;

  /** Times are {@code System.nanoTime} of the cell JVM. */
  CellClock(RunFacts run, List<ThreadFacts> threads) {
    this.begin = run.beginNanos();
    this.end = run.endNanos();
    this.stops = stops(run.gaps(), lives(run, threads));
  }

  private List<Gap> lives(RunFacts run, List<ThreadFacts> threads) {
    List<Gap> lives = new ArrayList<>();
    for (ThreadFacts thread : threads) {
      if (thread.kind() != ThreadFacts.Kind.MAIN) {
        boolean alive = thread.fate() == ThreadFacts.Fate.ALIVE;
        lives.add(new Gap(thread.startNanos(), alive ? run.endNanos() : thread.endNanos()));
      }
    }
    lives.sort(Comparator.comparingLong(g -> g.fromNanos() - begin));
    return lives;
  }

  /** The gaps without what lives overlap. */
  private static List<Gap> stops(List<Gap> gaps, List<Gap> lives) {
    List<Gap> stops = new ArrayList<>();
    int next = 0;
    long busyUntil = Long.MIN_VALUE;
    boolean busy = false;
    for (Gap gap : gaps) {
      long at = gap.fromNanos();
      if (busy && busyUntil - at > 0) {
        at = busyUntil;
      }
      while (next < lives.size() && lives.get(next).fromNanos() - gap.toNanos() < 0) {
        Gap life = lives.get(next++);
        if (life.fromNanos() - at > 0) {
          stops.add(new Gap(at, life.fromNanos()));
        }
        busyUntil = busy && busyUntil - life.toNanos() > 0 ? busyUntil : life.toNanos();
        busy = true;
        at = busyUntil - at > 0 ? busyUntil : at;
      }
      if (gap.toNanos() - at > 0) {
        stops.add(new Gap(at, gap.toNanos()));
      }
    }
    return stops;
  }

  /**
   * Nanoseconds of the cell until a moment; moments before its beginning and behind its end count
   * as those.
   */
  long at(long nanos) {
    long clipped = nanos - begin < 0 ? begin : nanos - end > 0 ? end : nanos;
    long stopped = 0;
    for (Gap stop : stops) {
      if (stop.fromNanos() - clipped >= 0) {
        break;
      }
      stopped += (stop.toNanos() - clipped < 0 ? stop.toNanos() : clipped) - stop.fromNanos();
    }
    return clipped - begin - stopped;
  }

  /** How long it stood still. */
  long stopped() {
    return stops.stream().mapToLong(s -> s.toNanos() - s.fromNanos()).sum();
  }

  /** The whole cell. */
  long wall() {
    return at(end);
  }
}
