package io.interleave.front.report;

import io.interleave.front.engine.Cell;
import io.interleave.wire.Event;
import io.interleave.wire.ThreadFacts;

/** Hears what each cell took, whether it had threads or not. */
@FunctionalInterface
public interface Totals {
  /** A cell is over. */
  void ran(Cell cell, Took took);

  /**
   * What a cell took.
   *
   * @param wallNanos from the begin of its code to the end of its work
   * @param cpuNanos of all its threads; negative when not measurable
   * @param readyNanos for how long they wanted a core and had none; negative when not measurable
   * @param threads that did the work: its own counts when it did a share of it
   * @param lines that it printed
   */
  record Took(long wallNanos, long cpuNanos, long readyNanos, int threads, long lines) {
    /** Of what one of the others does, and of the wall time: with less, main looked after them. */
    private static final double SHARE = 0.5;

    private static final double NOTABLE = 0.15;

    static Took of(Event.ThreadsReported facts, long wallNanos, long lines) {
      long cpu = 0;
      long ready = 0;
      long own = 0;
      int others = facts.run().unlisted();
      for (ThreadFacts thread : facts.threads()) {
        // A virtual thread's CPU time is its carrier's: then the process has to speak for all.
        cpu = cpu < 0 || thread.cpuNanos() < 0 ? -1 : cpu + thread.cpuNanos();
        ready = ready < 0 || thread.readyNanos() < 0 ? -1 : ready + thread.readyNanos();
        if (thread.kind() == ThreadFacts.Kind.MAIN) {
          own = thread.cpuNanos();
        } else {
          others++;
        }
      }
      cpu = cpu < 0 ? facts.run().processCpuNanos() : cpu;
      double each = others == 0 ? 0 : (double) (cpu - own) / others;
      boolean works = others == 0 || own > Math.max(SHARE * each, NOTABLE * wallNanos);
      return new Took(wallNanos, cpu, ready, works ? others + 1 : others, lines);
    }
  }
}
