package io.interleave.front.threads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one lock cost.
 *
 * @param waits how often a thread was blocked on it
 * @param totalNanos all those waits together
 * @param longestNanos the longest of them
 * @param handOffs from whom to whom, most frequent first
 * @param lines where threads were blocked, such as {@code cell 7, line 3}
 */
public record LockUse(
    String lock,
    int waits,
    long totalNanos,
    long longestNanos,
    List<Passage> handOffs,
    List<String> lines) {

  /** The lock went {@code times} times from one thread to the other. */
  public record Passage(long fromThread, long toThread, int times) {}

  /** Sums up blocked spans by lock, the longest total first. */
  public static List<LockUse> of(List<Span> spans, List<HandOff> handOffs) {
    Map<String, List<Span>> byLock = new LinkedHashMap<>();
    for (Span span : spans) {
      if (span.state() == State.BLOCKED) {
        byLock.computeIfAbsent(span.what(), k -> new ArrayList<>()).add(span);
      }
    }
    List<LockUse> uses = new ArrayList<>();
    byLock.forEach((lock, of) -> uses.add(one(lock, of, handOffs)));
    uses.sort(Comparator.comparingLong(LockUse::totalNanos).reversed());
    return uses;
  }

  private static LockUse one(String lock, List<Span> spans, List<HandOff> handOffs) {
    long total = 0;
    long longest = 0;
    Set<String> lines = new LinkedHashSet<>();
    for (Span span : spans) {
      total += span.nanos();
      longest = Math.max(longest, span.nanos());
      if (!span.where().isEmpty()) {
        lines.add(span.where());
      }
    }
    return new LockUse(
        lock, spans.size(), total, longest, passages(lock, handOffs), List.copyOf(lines));
  }

  private static List<Passage> passages(String lock, List<HandOff> handOffs) {
    Map<List<Long>, Integer> times = new LinkedHashMap<>();
    for (HandOff h : handOffs) {
      if (h.lock().equals(lock)) {
        times.merge(List.of(h.fromThread(), h.toThread()), 1, Integer::sum);
      }
    }
    List<Passage> passages = new ArrayList<>();
    times.forEach((pair, n) -> passages.add(new Passage(pair.get(0), pair.get(1), n)));
    passages.sort(Comparator.comparingInt(Passage::times).reversed());
    return passages;
  }
}
