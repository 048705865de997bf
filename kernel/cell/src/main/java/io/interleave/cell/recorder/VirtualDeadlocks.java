package io.interleave.cell.recorder;

import io.interleave.wire.ThreadSample;
import io.interleave.wire.ThreadSample.LockWait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Finds threads that wait for each other in a circle when virtual ones are among them: of those the
 * JVM's own search knows nothing. Monitors are known from 25 on, locks that have an owner wherever
 * there are virtual threads.
 *
 * <p>Threads: confined to the recorder's.
 */
final class VirtualDeadlocks {
  /** More threads than these do not wait for locks in a cell that anybody still looks at. */
  private static final int MOST_LOOKED_AT = 500;

  private Set<Long> stuckBefore = Set.of();

  /** A thread waits for a lock that another one holds. */
  private record Want(Thread thread, Object lock, Thread owner) {}

  /**
   * Marks the threads in circles. Looks only at those that waited for a lock in the sample before,
   * too, so that locks that come and go cost nothing.
   *
   * @param threads those of the samples, by id
   */
  List<ThreadSample> mark(List<ThreadSample> samples, Map<Long, Thread> threads) {
    List<Thread> stuck = new ArrayList<>();
    Set<Long> stuckNow = new HashSet<>();
    boolean virtual = false;
    for (ThreadSample sample : samples) {
      Thread thread = threads.get(sample.id());
      if (thread != null && waits(sample, thread)) {
        stuckNow.add(sample.id());
        if (stuckBefore.contains(sample.id()) && stuck.size() < MOST_LOOKED_AT) {
          stuck.add(thread);
          virtual |= ThreadKinds.isVirtual(thread);
        }
      }
    }
    stuckBefore = stuckNow;
    if (!virtual) {
      return samples;
    }
    Map<Thread, Want> circles = circles(wants(stuck));
    // Two threads that were looked at one after the other may seem to wait for each other.
    Map<Thread, Want> again = circles.isEmpty() ? circles : circles(wants(circles.keySet()));
    Map<Long, Want> sure = new HashMap<>();
    again.forEach(
        (thread, want) -> {
          Want first = circles.get(thread);
          if (first != null && first.lock() == want.lock()) {
            sure.put(thread.getId(), want);
          }
        });
    return samples.stream().map(s -> marked(s, sure.get(s.id()))).toList();
  }

  private static boolean waits(ThreadSample sample, Thread thread) {
    return sample.state().equals("BLOCKED")
        || sample.state().equals("WAITING")
            && LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer;
  }

  private static Map<Thread, Want> wants(Iterable<Thread> stuck) {
    Map<Object, Thread> owners = new IdentityHashMap<>();
    Map<Thread, Object> monitors = new IdentityHashMap<>();
    Map<Thread, Want> wants = new IdentityHashMap<>();
    for (Thread thread : stuck) {
      ThreadSnapshots.Monitors of = ThreadSnapshots.of(thread);
      if (of != null) {
        of.holds().forEach(monitor -> owners.put(monitor, thread));
      }
      if (of != null && of.wants() != null) {
        monitors.put(thread, of.wants());
      } else if (LockSupport.getBlocker(thread) instanceof AbstractOwnableSynchronizer lock) {
        Thread owner = LockOwners.of(lock);
        if (owner != null) {
          wants.put(thread, new Want(thread, lock, owner));
        }
      }
    }
    monitors.forEach(
        (thread, monitor) -> {
          Thread owner = owners.get(monitor);
          if (owner != null && owner != thread) {
            wants.put(thread, new Want(thread, monitor, owner));
          }
        });
    return wants;
  }

  /** Those that are in a circle: whoever follows who waits for whom comes back to them. */
  private static Map<Thread, Want> circles(Map<Thread, Want> wants) {
    Map<Thread, Want> circles = new IdentityHashMap<>();
    for (Want start : wants.values()) {
      Want at = wants.get(start.owner());
      for (int steps = 0; at != null && at != start && steps < wants.size(); steps++) {
        at = wants.get(at.owner());
      }
      if (at == start) {
        circles.put(start.thread(), start);
      }
    }
    return circles;
  }

  private static ThreadSample marked(ThreadSample s, @Nullable Want want) {
    if (want == null) {
      return s;
    }
    LockWait wait =
        new LockWait(
            want.lock().getClass().getName(),
            System.identityHashCode(want.lock()),
            want.owner().getId(),
            Sampler.atUserLine(want.thread().getStackTrace()));
    return new ThreadSample(
        s.id(), s.name(), s.cell(), s.state(), wait, s.top(), s.user(), s.sleeps(), true);
  }
}
