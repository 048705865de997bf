package io.interleave.cell.measure;

import io.interleave.api.Compare.Section;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of one section.
 *
 * @param runs the measured runs in their order, without the warm-ups
 * @param result what the last run returned
 * @param thrown what ended the section; no run came after it
 */
public record Sample(
    Section section, List<Run> runs, @Nullable Object result, @Nullable Throwable thrown) {

  /**
   * One run.
   *
   * @param cpuNanos of all threads of user code, or -1 when it cannot be measured
   * @param readyNanos for how long they wanted a core and had none, or -1
   * @param started how many threads worked for it that had not before
   * @param ownWorks whether the section's own thread did a share of the work, too
   */
  public record Run(
      long wallNanos, long cpuNanos, long readyNanos, int started, boolean ownWorks) {}

  /**
   * How many threads did the work, 0 without a run: those that a run started, which in a pool only
   * the first one does, and the section's own where it worked beside them more often than not. A
   * thread that only starts others and waits for them is none.
   */
  public int threads() {
    if (runs.isEmpty()) {
      return 0;
    }
    int most = runs.stream().mapToInt(Run::started).max().orElse(0);
    List<Run> telling = runs.stream().filter(run -> run.started() == most).toList();
    long works = telling.stream().filter(Run::ownWorks).count();
    return most == 0 || works * 2 > telling.size() ? most + 1 : most;
  }
}
