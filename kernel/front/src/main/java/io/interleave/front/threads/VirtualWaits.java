package io.interleave.front.threads;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/**
 * When waits of virtual threads for a notification began. The JDK's own event names monitor, line
 * and notifier, but on 25 it has no duration and not the whole stack; what the cell JVM recorded
 * has nothing else. Times are {@code System.nanoTime} of the cell JVM.
 */
final class VirtualWaits {
  private static final long NO_TIME_NANOS = 10_000;

  /** The two clocks of the recording may be that far apart. */
  private static final long CLOCKS_NANOS = 1_000_000;

  private final Map<Long, NavigableMap<Long, Wait>> byEnd = new HashMap<>();

  /**
   * @param stack its innermost frames, as {@link Stack#written} takes them
   */
  record Wait(long from, String stack) {}

  /** Whether the event is for {@link #add} and no pause of its own. */
  static boolean is(RecordedEvent event) {
    return event.getEventType().getName().equals(RecordingReader.VIRTUAL_MONITOR)
        && event.getBoolean("waits");
  }

  void add(RecordedEvent event) {
    String stack = event.getString("stack");
    byEnd
        .computeIfAbsent(event.getLong("waiter"), k -> new TreeMap<>())
        .put(
            event.getLong("toNanos"),
            new Wait(event.getLong("fromNanos"), stack == null ? "" : stack));
  }

  /** What is known of a wait that seems to have taken no time; null for all other events. */
  @Nullable Wait find(RecordedEvent event, long from, long to) {
    RecordedThread thread = event.getThread();
    boolean wait = event.getEventType().getName().equals("jdk.JavaMonitorWait");
    NavigableMap<Long, Wait> ends =
        wait && thread != null && to - from < NO_TIME_NANOS
            ? byEnd.get(thread.getJavaThreadId())
            : null;
    // Between its end and that of the wait itself the thread only gets going.
    Map.Entry<Long, Wait> last = ends == null ? null : ends.floorEntry(to + CLOCKS_NANOS);
    return last == null ? null : last.getValue();
  }
}
