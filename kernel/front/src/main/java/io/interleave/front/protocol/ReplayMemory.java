package io.interleave.front.protocol;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** Remembers the last signatures; safe for several threads. */
final class ReplayMemory {
  private final int capacity;
  // Guarded by this.
  private final Set<Half> seen = new LinkedHashSet<>();

  ReplayMemory(int capacity) {
    this.capacity = capacity;
  }

  /** Whether the signature is new; remembers it, and forgets the oldest when full. */
  synchronized boolean add(byte[] signature) {
    if (!seen.add(Half.of(signature))) {
      return false;
    }
    if (seen.size() > capacity) {
      Iterator<Half> oldest = seen.iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  /** The first 128 bits of a verified signature: nobody finds two that agree in them. */
  private record Half(long first, long second) {
    static Half of(byte[] hex) {
      return new Half(sixteenDigits(hex, 0), sixteenDigits(hex, 16));
    }

    // By hand: the ones a record has by itself are linked when first used, which costs the first
    // request several milliseconds.
    @Override
    public boolean equals(Object other) {
      return other instanceof Half half && half.first == first && half.second == second;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(first);
    }

    private static long sixteenDigits(byte[] hex, int from) {
      long value = 0;
      for (int i = from; i < from + 16; i++) {
        value = value << 4 | Character.digit(hex[i], 16);
      }
      return value;
    }
  }
}
