package io.interleave.front.session;

import io.interleave.front.protocol.Publication.UpdateDisplayData;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Displays of one cell that are drawn again and again: each at most 30 times a second, its last
 * state always. Guarded by the lock of the cell's output.
 */
final class Redraws {
  /** The time between two states of one display. */
  static final long APART_NANOS = 34_000_000;

  private static final long FORGOTTEN_NANOS = 1_000_000_000;

  private static final class Display {
    long sentNanos;
    @Nullable UpdateDisplayData waiting;
  }

  private final Map<String, Display> displays = new LinkedHashMap<>();

  /** Takes a new state, in place of one that still waits. */
  void add(UpdateDisplayData update, long now) {
    Display display = displays.get(update.displayId());
    if (display == null) {
      displays.values().removeIf(d -> d.waiting == null && now - d.sentNanos > FORGOTTEN_NANOS);
      display = new Display();
      display.sentNanos = now - APART_NANOS;
      displays.put(update.displayId(), display);
    }
    display.waiting = update;
  }

  /** Sends the states that are due. */
  void sendDue(long now, Consumer<UpdateDisplayData> to) {
    send(now, APART_NANOS, to);
  }

  /** Sends all states that wait. */
  void sendAll(long now, Consumer<UpdateDisplayData> to) {
    send(now, Long.MIN_VALUE, to);
  }

  private void send(long now, long apart, Consumer<UpdateDisplayData> to) {
    for (Display display : displays.values()) {
      UpdateDisplayData update = display.waiting;
      if (update != null && now - display.sentNanos >= apart) {
        display.waiting = null;
        display.sentNanos = now;
        to.accept(update);
      }
    }
  }

  /** In how many nanoseconds the next state is due; negative when none waits. */
  long nextNanos(long now) {
    long next = -1;
    for (Display display : displays.values()) {
      if (display.waiting != null) {
        long due = Math.max(0, APART_NANOS - (now - display.sentNanos));
        next = next < 0 ? due : Math.min(next, due);
      }
    }
    return next;
  }
}
