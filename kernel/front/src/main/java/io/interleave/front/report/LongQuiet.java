package io.interleave.front.report;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The moments in which nobody has run a cell for a while, after one was over. */
final class LongQuiet {
  /** Longer than a learner takes to run a notebook's next cell, shorter than to think about one. */
  static final long MILLIS = 5000;

  private final ScheduledExecutorService clock;
  private final long millis;
  private Runnable work = () -> {}; // guarded by this
  private @Nullable Future<?> next; // guarded by this
  private int running; // guarded by this

  LongQuiet(ScheduledExecutorService clock, long millis) {
    this.clock = clock;
    this.millis = millis;
  }

  /** What is done in each such moment, on the clock's thread. */
  synchronized void then(Runnable something) {
    work = something;
  }

  synchronized void cellBegins() {
    running++;
    if (next != null) {
      next.cancel(false);
    }
  }

  synchronized void cellEnds() {
    running--;
    if (running == 0) {
      next = clock.schedule(work, millis, TimeUnit.MILLISECONDS);
    }
  }
}
