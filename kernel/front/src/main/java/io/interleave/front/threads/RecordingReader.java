package io.interleave.front.threads;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads pauses from a flight recording of a cell JVM. The recording's clock is brought to the cell
 * JVM's {@code System.nanoTime} by the {@code interleave.Mark} events in it.
 */
public final class RecordingReader {
  private static final int MOST_PAUSES = 2_000_000;
  private static final String MARK = "interleave.Mark";
  private static final String LOCK_OWNER = "interleave.LockOwner";
  private static final String GIVEN_UP = "interleave.LockGivenUp";
  private static final String READ_LOCK =
      "java.util.concurrent.locks.ReentrantReadWriteLock$ReadLock";

  /** A park of a virtual thread. */
  static final String VIRTUAL_PARK = "interleave.VirtualPark";

  /** How long a virtual thread was off its carrier for a monitor. */
  static final String VIRTUAL_MONITOR = "interleave.VirtualMonitor";

  private final PauseNames names;

  /**
   * What was read.
   *
   * @param sinceNanos {@code System.nanoTime} of the cell JVM when the recording began: nothing
   *     before that is in it
   * @param complete whether nothing had to be left out
   */
  public record Reading(List<Pause> pauses, long sinceNanos, boolean complete) {}

  public RecordingReader(Sites sites) {
    this.names = new PauseNames(sites);
  }

  /**
   * Reads what happened in a stretch of time.
   *
   * @param fromNanos {@code System.nanoTime} of the cell JVM
   * @param toNanos {@code System.nanoTime} of the cell JVM
   * @throws IOException when it is not a recording of a cell JVM
   */
  public Reading read(Path file, long fromNanos, long toNanos) throws IOException {
    List<RecordedEvent> events = new ArrayList<>();
    LockOwners owners = new LockOwners();
    GivenUp givenUp = new GivenUp();
    VirtualWaits waits = new VirtualWaits();
    Clock clock = new Clock();
    boolean complete = true;
    long began = fromNanos;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals(MARK)) {
          clock.mark(event.getStartTime(), event.getLong("nanoTime"));
          began = event.getLong("began");
        } else if (event.getEventType().getName().equals(LOCK_OWNER)) {
          owners.add(event);
        } else if (event.getEventType().getName().equals(GIVEN_UP)) {
          givenUp.add(event);
        } else if (VirtualWaits.is(event)) {
          waits.add(event);
        } else if (events.size() < MOST_PAUSES) {
          events.add(event);
        } else {
          complete = false;
        }
      }
    }
    if (!clock.isSet()) {
      throw new IOException(file + " has no " + MARK);
    }
    List<Pause> pauses = new ArrayList<>();
    for (RecordedEvent event : events) {
      boolean monitor = event.getEventType().getName().equals(VIRTUAL_MONITOR);
      long to = monitor ? event.getLong("toNanos") : clock.nanos(event.getEndTime());
      long from = monitor ? event.getLong("fromNanos") : clock.nanos(event.getStartTime());
      VirtualWaits.Wait wait = waits.find(event, from, to);
      from = wait == null ? from : wait.from();
      if (to - fromNanos > 0 && from - toNanos < 0 && to - from > 0) {
        Pause pause = pause(event, wait, from, to, owners);
        if (pause != null) {
          pauses.add(pause);
        }
      }
    }
    givenUp.markIn(pauses, clock);
    return new Reading(pauses, began, complete);
  }

  private @Nullable Pause pause(
      RecordedEvent event,
      VirtualWaits.@Nullable Wait wait,
      long from,
      long to,
      LockOwners owners) {
    long thread = thread(event);
    if (thread <= 0) {
      return null;
    }
    PauseNames.Named named = names.name(event, wait == null ? null : wait.stack());
    if (named == null) {
      return null;
    }
    LockOwners.Said park = named.state() == State.BLOCKED ? owners.of(event) : null;
    return new Pause(
        thread,
        named.state(),
        from,
        to,
        named.what(),
        named.where(),
        park != null ? park.lock() : named.state() == State.BLOCKED ? address(event) : 0,
        park == null ? owner(event) : park.owner(),
        isRead(event) ? Pause.Gain.SHARE : Pause.Gain.LOCK);
  }

  private static boolean isRead(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    return trace != null
        && trace.getFrames().stream()
            .anyMatch(f -> f.getMethod().getType().getName().equals(READ_LOCK));
  }

  private static long thread(RecordedEvent event) {
    if (event.getEventType().getName().equals(VIRTUAL_MONITOR)) {
      return event.getLong("waiter");
    }
    RecordedThread thread = event.getThread();
    return thread == null ? 0 : thread.getJavaThreadId();
  }

  private static long address(RecordedEvent event) {
    return event.getEventType().getName().equals("jdk.JavaMonitorEnter")
        ? event.getLong("address")
        : 0;
  }

  private static long owner(RecordedEvent event) {
    String field =
        switch (event.getEventType().getName()) {
          case "jdk.JavaMonitorEnter" -> "previousOwner";
          case "jdk.JavaMonitorWait" -> "notifier";
          default -> "";
        };
    RecordedThread owner = field.isEmpty() ? null : event.getThread(field);
    return owner == null ? 0 : Math.max(0, owner.getJavaThreadId());
  }

  /** Who held the locks that threads parked on: said right before the park, by the same thread. */
  private static final class LockOwners {
    // Between the two the thread may be without a core. Each park on a lock of the JDK says its
    // own, so that a longer time confuses no two of them.
    private static final Duration BEFORE = Duration.ofMillis(100);

    private final Map<Long, NavigableMap<Instant, Said>> byThread = new HashMap<>();

    private record Said(long owner, long lock) {}

    void add(RecordedEvent event) {
      RecordedThread thread = event.getThread();
      if (thread != null) {
        byThread
            .computeIfAbsent(thread.getJavaThreadId(), k -> new TreeMap<>())
            .put(event.getStartTime(), new Said(event.getLong("owner"), event.getInt("lock")));
      }
    }

    /** Null when nothing was said. */
    @Nullable Said of(RecordedEvent park) {
      RecordedThread thread = park.getThread();
      NavigableMap<Instant, Said> said =
          thread == null ? null : byThread.get(thread.getJavaThreadId());
      if (park.getEventType().getName().equals(VIRTUAL_PARK)) {
        return new Said(park.getLong("owner"), park.getInt("lock"));
      }
      if (said == null || !park.getEventType().getName().equals("jdk.ThreadPark")) {
        return null;
      }
      Map.Entry<Instant, Said> last = said.floorEntry(park.getStartTime());
      boolean fits = last != null && !last.getKey().plus(BEFORE).isBefore(park.getStartTime());
      return fits ? last.getValue() : null;
    }
  }

  /** Who went on without a lock: said right behind the park, by the same thread. */
  private static final class GivenUp {
    private static final long BEHIND_NANOS = 50_000_000;

    private final List<RecordedEvent> events = new ArrayList<>();

    private record Waiter(long threadId, long lock) {}

    void add(RecordedEvent event) {
      events.add(event);
    }

    /** The last park before the event is the one that ended so. */
    void markIn(List<Pause> pauses, Clock clock) {
      if (events.isEmpty()) {
        return;
      }
      Map<Waiter, NavigableMap<Long, Integer>> ends = new HashMap<>();
      for (int i = 0; i < pauses.size(); i++) {
        Pause pause = pauses.get(i);
        if (pause.state() == State.BLOCKED && pause.lock() != 0) {
          ends.computeIfAbsent(new Waiter(pause.threadId(), pause.lock()), k -> new TreeMap<>())
              .put(pause.to(), i);
        }
      }
      for (RecordedEvent event : events) {
        RecordedThread thread = event.getThread();
        NavigableMap<Long, Integer> of =
            thread == null
                ? null
                : ends.get(new Waiter(thread.getJavaThreadId(), event.getInt("lock")));
        long at = clock.nanos(event.getStartTime());
        Map.Entry<Long, Integer> last = of == null ? null : of.floorEntry(at);
        if (last != null && at - last.getKey() < BEHIND_NANOS) {
          pauses.set(last.getValue(), pauses.get(last.getValue()).ended(Pause.Gain.NOTHING));
        }
      }
    }
  }

  /** Two clocks that run alike up to a small drift, which the outermost marks show. */
  private static final class Clock {
    private @Nullable Instant firstInstant;
    private @Nullable Instant lastInstant;
    private long firstNanos;
    private long lastNanos;

    void mark(Instant instant, long nanos) {
      if (firstInstant == null || instant.isBefore(firstInstant)) {
        firstInstant = instant;
        firstNanos = nanos;
      }
      if (lastInstant == null || instant.isAfter(lastInstant)) {
        lastInstant = instant;
        lastNanos = nanos;
      }
    }

    boolean isSet() {
      return firstInstant != null;
    }

    long nanos(Instant instant) {
      Instant first = firstInstant;
      Instant last = lastInstant;
      if (first == null || last == null) {
        throw new IllegalStateException("no mark");
      }
      long since = ChronoUnit.NANOS.between(first, instant);
      long span = ChronoUnit.NANOS.between(first, last);
      if (span < 1_000_000_000L) {
        return lastNanos - ChronoUnit.NANOS.between(instant, last);
      }
      double rate = (double) (lastNanos - firstNanos) / span;
      return firstNanos + Math.round(since * rate);
    }
  }
}
