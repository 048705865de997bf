package io.interleave.front.threads;

import io.interleave.wire.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one cell's threads printed and which exceptions ended them, in bounded memory.
 *
 * <p>Threads: added to by one, read by another; guarded by itself.
 */
public final class CellLog {
  private static final int MOST_TICKS = 20_000;
  private static final int MOST_THREADS = 100_000;

  private final Map<Long, Long> lines = new HashMap<>();
  private final Map<Long, String> exceptions = new HashMap<>();
  private final List<Tick> ticks = new ArrayList<>();

  /**
   * @param nanos {@code System.nanoTime} of the cell JVM
   */
  record Tick(long threadId, long nanos) {}

  /** A thread of the cell wrote. */
  public synchronized void output(Event.Output output) {
    String text = output.text();
    long count = 0;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      count++;
    }
    if (lines.size() < MOST_THREADS || lines.containsKey(output.threadId())) {
      lines.merge(output.threadId(), count, Long::sum);
    }
    if (ticks.size() < MOST_TICKS) {
      ticks.add(new Tick(output.threadId(), output.nanos()));
    }
  }

  /** An exception ended a thread of the cell. */
  public synchronized void uncaught(Event.Uncaught uncaught) {
    if (exceptions.size() < MOST_THREADS) {
      exceptions.put(uncaught.threadId(), uncaught.thrown().className());
    }
  }

  /** How many lines all threads printed. */
  public synchronized long lines() {
    return lines.values().stream().mapToLong(Long::longValue).sum();
  }

  synchronized long lines(long threadId) {
    return lines.getOrDefault(threadId, 0L);
  }

  /** The class of the exception that ended the thread; null when none did. */
  synchronized @Nullable String exception(long threadId) {
    return exceptions.get(threadId);
  }

  synchronized List<Tick> ticks() {
    return List.copyOf(ticks);
  }
}
