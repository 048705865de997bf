package io.interleave.front.threads;

import io.interleave.wire.ThreadFacts;
import io.interleave.wire.ThreadFacts.Fate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Which thread ended when. A virtual thread's join does not say of whom it is. */
final class Endings {
  private static final long JOIN_SLACK_NANOS = 20_000_000;

  private final long begin;
  private final NavigableMap<Long, String> names = new TreeMap<>();

  /**
   * @param begin {@code System.nanoTime} of the cell JVM when the cell began
   */
  Endings(long begin, List<ThreadFacts> threads) {
    this.begin = begin;
    for (ThreadFacts thread : threads) {
      if (thread.fate() != Fate.ALIVE) {
        String name = thread.name().isEmpty() ? "#" + thread.id() : thread.name();
        names.putIfAbsent(thread.endNanos() - begin, name);
      }
    }
  }

  /** The thread that had just ended at that moment; empty when none had. */
  String joined(long nanos) {
    Map.Entry<Long, String> last = names.floorEntry(nanos - begin);
    boolean fits = last != null && nanos - begin - last.getKey() < JOIN_SLACK_NANOS;
    return fits ? last.getValue() : "";
  }
}
