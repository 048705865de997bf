package io.interleave.front.threads;

import io.interleave.wire.ThreadSample;
import io.interleave.wire.ThreadSample.LockWait;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Names of the locks of one report: one name for each, and none for two. A variable that holds the
 * lock comes first, then what the line that waits for it calls it.
 */
final class DeadlockNames {
  private final Map<Identity, String> names = new HashMap<>();

  private record Identity(String lockClass, int lockId) {
    static Identity of(LockWait wait) {
      return new Identity(wait.lockClass(), wait.lockId());
    }
  }

  /**
   * @param stuck those that wait for a lock, in the order in which their locks are numbered
   */
  DeadlockNames(SampleNames sites, Collection<ThreadSample> stuck) {
    Map<Identity, ThreadSample> locks = new LinkedHashMap<>();
    for (ThreadSample sample : stuck) {
      LockWait wait = sample.lockWait();
      if (wait != null) {
        locks.putIfAbsent(Identity.of(wait), sample);
        names.putIfAbsent(Identity.of(wait), first(sites, sample, wait));
      }
    }
    // An object's field or an element needs its whole path only where the line's word is not
    // enough.
    for (List<Identity> alike : alike()) {
      for (Identity lock : alike) {
        ThreadSample sample = locks.get(lock);
        LockWait wait = sample == null ? null : sample.lockWait();
        if (wait != null && !wait.holder().isEmpty()) {
          names.put(lock, wait.holder());
        }
      }
    }
    for (List<Identity> alike : alike()) {
      int number = 0;
      for (Identity lock : locks.keySet()) {
        if (alike.contains(lock)) {
          number++;
          names.computeIfPresent(lock, numbered(number));
        }
      }
    }
  }

  private static BiFunction<Identity, String, String> numbered(int number) {
    return (lock, name) -> name + " #" + number;
  }

  private static String first(SampleNames sites, ThreadSample sample, LockWait wait) {
    boolean variable = wait.holder().matches("\\w+");
    return variable
        ? wait.holder()
        : sites
            .lock(sample)
            .orElse(wait.holder().isEmpty() ? SampleNames.unnamed(wait) : wait.holder());
  }

  /** The locks that share a name, by name. */
  private List<List<Identity>> alike() {
    Map<String, List<Identity>> byName = new LinkedHashMap<>();
    names.forEach((lock, name) -> byName.computeIfAbsent(name, k -> new ArrayList<>()).add(lock));
    return byName.values().stream().filter(of -> of.size() > 1).toList();
  }

  String of(ThreadSample sample) {
    LockWait wait = sample.lockWait();
    return wait == null ? "" : names.getOrDefault(Identity.of(wait), "");
  }
}
