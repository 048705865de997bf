package io.interleave.front.threads;

import io.interleave.wire.ThreadSample;
import io.interleave.wire.ThreadSample.LockWait;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the circles among threads of which the cell JVM says that they wait for each other. */
public final class Deadlocks {
  private final SampleNames sites;

  public Deadlocks(Sites sites) {
    this.sites = new SampleNames(sites);
  }

  /** The circles in a sample, each once. */
  public List<Deadlock> of(List<ThreadSample> samples) {
    Map<Long, ThreadSample> stuck = new LinkedHashMap<>();
    for (ThreadSample sample : samples) {
      if (sample.deadlocked() && sample.lockWait() != null) {
        stuck.put(sample.id(), sample);
      }
    }
    DeadlockNames names = new DeadlockNames(sites, stuck.values());
    List<Deadlock> found = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    for (ThreadSample sample : samples) {
      List<ThreadSample> circle = circle(sample, stuck, seen);
      if (circle.size() > 1) {
        found.add(deadlock(circle, names));
      }
    }
    return found;
  }

  private static List<ThreadSample> circle(
      ThreadSample start, Map<Long, ThreadSample> stuck, Set<Long> seen) {
    List<ThreadSample> path = new ArrayList<>();
    ThreadSample at = stuck.get(start.id());
    while (at != null && seen.add(at.id())) {
      path.add(at);
      LockWait wait = at.lockWait();
      at = wait == null ? null : stuck.get(wait.ownerId());
    }
    // The path may lead into the circle from outside: what is before it is not part of it.
    int first = at == null ? path.size() : path.indexOf(at);
    return first < 0 ? List.of() : path.subList(first, path.size());
  }

  private static Deadlock deadlock(List<ThreadSample> circle, DeadlockNames names) {
    List<Deadlock.Member> members = new ArrayList<>();
    boolean interruptible = true;
    for (int i = 0; i < circle.size(); i++) {
      ThreadSample sample = circle.get(i);
      ThreadSample before = circle.get((i + circle.size() - 1) % circle.size());
      members.add(
          new Deadlock.Member(
              sample.name().isBlank() ? "#" + sample.id() : sample.name(),
              names.of(before),
              names.of(sample),
              SampleNames.where(sample)));
      interruptible &= !sample.state().equals("BLOCKED");
    }
    return new Deadlock(members, interruptible);
  }
}
