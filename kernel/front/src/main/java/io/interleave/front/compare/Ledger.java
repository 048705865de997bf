package io.interleave.front.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All timed runs of a session by label, in the order the labels first came. For many threads. */
public final class Ledger {
  private static final int MOST_ENTRIES = 10_000;

  private final Map<String, Entry> entries = new LinkedHashMap<>(); // guarded by this

  /** Puts an entry in, in place of an earlier one of the same label. */
  public synchronized void put(Entry entry) {
    entries.put(entry.label(), entry);
    if (entries.size() > MOST_ENTRIES) {
      entries.remove(entries.keySet().iterator().next());
    }
  }

  /**
   * The entry of a label.
   *
   * @param label as it was given; {@code 7} also finds {@code [7]}
   */
  public synchronized Optional<Entry> find(String label) {
    Entry exact = entries.get(label);
    return Optional.ofNullable(exact != null ? exact : entries.get("[" + label + "]"));
  }

  public synchronized List<Entry> all() {
    return new ArrayList<>(entries.values());
  }

  public synchronized void clear() {
    entries.clear();
  }
}
