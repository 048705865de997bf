package io.interleave.front.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The open comms and their targets. */
final class OpenComms {
  private final Map<String, String> targets = new LinkedHashMap<>(); // guarded by this

  synchronized void open(String id, String target) {
    targets.put(id, target);
  }

  synchronized boolean isOpen(String id) {
    return targets.containsKey(id);
  }

  synchronized void close(String id) {
    targets.remove(id);
  }

  /** Forgets all and returns their ids. */
  synchronized Set<String> closeAll() {
    Set<String> ids = Set.copyOf(targets.keySet());
    targets.clear();
    return ids;
  }

  /** Those of one target; of all when {@code target} is empty. */
  synchronized Map<String, String> of(String target) {
    Map<String, String> found = new LinkedHashMap<>(targets);
    if (!target.isEmpty()) {
      found.values().removeIf(name -> !name.equals(target));
    }
    return found;
  }
}
