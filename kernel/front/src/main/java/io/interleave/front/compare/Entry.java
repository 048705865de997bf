package io.interleave.front.compare;

import java.util.List;

/**
 * The runs recorded under one label.
 *
 * @param label such as {@code [7]} or {@code two threads}
 * @param runs in the order they were made, at least one
 * @param warmups how many runs before them were thrown away
 * @param threads how many threads the author says it uses, or 0 to take what was counted
 * @param conditions what the machine did meanwhile
 */
public record Entry(String label, List<Run> runs, int warmups, int threads, Conditions conditions) {

  public Entry {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no runs under " + label);
    }
  }

  double[] wallSeconds() {
    return runs.stream().mapToDouble(run -> run.wallNanos() / 1e9).toArray();
  }

  /** The median CPU time in seconds, or NaN when a run has none. */
  double cpuSeconds() {
    if (runs.stream().anyMatch(run -> run.cpuNanos() < 0)) {
      return Double.NaN;
    }
    return Statistics.median(runs.stream().mapToDouble(run -> run.cpuNanos() / 1e9).toArray());
  }

  /** The median time without a core in seconds, or NaN when a run has none. */
  double readySeconds() {
    if (runs.stream().anyMatch(run -> run.readyNanos() < 0)) {
      return Double.NaN;
    }
    return Statistics.median(runs.stream().mapToDouble(run -> run.readyNanos() / 1e9).toArray());
  }

  /** The number of threads that the runs used. */
  public int threadCount() {
    return threads > 0 ? threads : runs.stream().mapToInt(Run::threads).max().orElse(1);
  }
}
