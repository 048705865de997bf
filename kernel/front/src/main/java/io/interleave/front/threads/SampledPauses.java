package io.interleave.front.threads;

import io.interleave.wire.Event;
import io.interleave.wire.ThreadSample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pauses as far as samples show them: between two samples a thread is taken to have done what the
 * second one saw. For what goes on right now, which no recording has yet.
 *
 * <p>Threads: confined to the one that samples.
 */
public final class SampledPauses {
  private final SampleNames names;
  private final Map<Long, List<Pause>> pauses = new HashMap<>();
  private Map<Long, ThreadSample> latest = Map.of();
  private long lastNanos;

  /**
   * @param beginNanos {@code System.nanoTime} of the cell JVM when the cell began
   */
  public SampledPauses(Sites sites, long beginNanos) {
    this.names = new SampleNames(sites);
    this.lastNanos = beginNanos;
  }

  /** Takes the next sample. */
  public void add(Event.ThreadsSampled sampled) {
    Map<Long, ThreadSample> now = new HashMap<>();
    for (ThreadSample sample : sampled.threads()) {
      now.put(sample.id(), sample);
      SampleNames.Now does = names.now(sample);
      if (does.state() != State.RUNNING && sampled.nanos() - lastNanos > 0) {
        extend(sample.id(), does, sampled.nanos());
      }
    }
    latest = now;
    lastNanos = sampled.nanos();
  }

  private void extend(long thread, SampleNames.Now does, long to) {
    List<Pause> own = pauses.computeIfAbsent(thread, k -> new ArrayList<>());
    Pause last = own.isEmpty() ? null : own.get(own.size() - 1);
    boolean same =
        last != null
            && last.to() == lastNanos
            && last.state() == does.state()
            && last.what().equals(does.what())
            && last.where().equals(does.where());
    if (last != null && same) {
      own.set(own.size() - 1, pause(thread, does, last.from(), to));
    } else {
      own.add(pause(thread, does, lastNanos, to));
    }
  }

  private static Pause pause(long thread, SampleNames.Now does, long from, long to) {
    return new Pause(thread, does.state(), from, to, does.what(), does.where(), 0, 0);
  }

  /** All pauses so far. */
  public List<Pause> pauses() {
    return pauses.values().stream().flatMap(List::stream).toList();
  }

  /** Those in native calls, of which a recording may know nothing. */
  public List<Pause> nativeCalls() {
    return pauses().stream()
        .filter(p -> p.state() == State.IO)
        .map(
            p ->
                new Pause(
                    p.threadId(), State.UNACCOUNTED, p.from(), p.to(), p.what(), p.where(), 0, 0))
        .toList();
  }

  /** The threads of the last sample. */
  public List<ThreadSample> latest() {
    return List.copyOf(latest.values());
  }
}
