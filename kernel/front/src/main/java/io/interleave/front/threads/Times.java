package io.interleave.front.threads;

import java.util.OptionalLong;

/**
 * Where a thread's time went, in nanoseconds. An empty value was not measurable, which is not 0.
 *
 * @param wall its life within the cell
 * @param ready wanted a core and had none, outside of waits
 * @param blocked wanted a monitor or a lock
 * @param waiting for a thread, a queue, a condition, a result
 */
public record Times(
    long wall,
    OptionalLong cpu,
    OptionalLong ready,
    OptionalLong sleep,
    OptionalLong blocked,
    OptionalLong waiting,
    OptionalLong io) {

  private static final long TOLERANCE_NANOS = 5_000_000;

  /** A thread of which only the wall time is known. */
  public static Times wallOnly(long wall) {
    OptionalLong none = OptionalLong.empty();
    return new Times(wall, none, none, none, none, none, none);
  }

  /**
   * What the states leave unexplained: the rest of the wall time when it exceeds both 2 % of it and
   * 5 ms, else 0. Empty when CPU time or pauses could not be measured, because the rest is then
   * those.
   */
  public OptionalLong unaccounted() {
    OptionalLong rest = rest();
    boolean little =
        rest.isPresent() && (rest.getAsLong() <= TOLERANCE_NANOS || rest.getAsLong() <= wall / 50);
    return little ? OptionalLong.of(0) : rest;
  }

  /** Like {@link #unaccounted}, to the nanosecond; what measuring itself misses is in it. */
  public OptionalLong rest() {
    return cpu.isEmpty() || sleep.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, wall - cpu.getAsLong() - ready.orElse(0) - paused()));
  }

  /** Sleep, blocked, wait and I/O together; 0 for what is not measurable. */
  public long paused() {
    return sleep.orElse(0) + blocked.orElse(0) + waiting.orElse(0) + io.orElse(0);
  }
}
