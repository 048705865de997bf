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
   * @param threads that worked for it first; its own only where it did more than wait
   */
  public record Run(long wallNanos, long cpuNanos, int threads) {}
}
