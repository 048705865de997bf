package io.interleave.hooks;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The live threads by identity: {@code Thread} lets users override {@code equals}, {@code hashCode}
 * and, on 17, {@code getId}. Looking up takes no lock; nodes never change, tables are replaced.
 */
final class ThreadTable {
  private static final int STRIPES = 32;

  private final Stripe[] stripes = new Stripe[STRIPES];

  ThreadTable() {
    for (int i = 0; i < STRIPES; i++) {
      stripes[i] = new Stripe();
    }
  }

  @Nullable OwnedThread find(Thread thread) {
    int hash = hash(thread);
    return stripes[hash & STRIPES - 1].find(thread, hash);
  }

  /** Adds a thread unless it is there; returns the one that is there then. */
  OwnedThread addIfAbsent(OwnedThread owned) {
    int hash = hash(owned.thread());
    return stripes[hash & STRIPES - 1].add(owned, hash);
  }

  @Nullable OwnedThread remove(Thread thread) {
    int hash = hash(thread);
    return stripes[hash & STRIPES - 1].remove(thread, hash);
  }

  void forEach(Consumer<OwnedThread> action) {
    for (Stripe stripe : stripes) {
      for (OwnedThread owned : stripe.snapshot()) {
        action.accept(owned);
      }
    }
  }

  private static int hash(Thread thread) {
    int h = System.identityHashCode(thread);
    return h ^ h >>> 15;
  }

  /** A chain link; the chain of a bucket is rebuilt where it changes. */
  private record Node(OwnedThread owned, int hash, @Nullable Node next) {}

  private static final class Stripe {
    private volatile @Nullable Node[] table = new @Nullable Node[8];
    private int size; // guarded by this

    @Nullable OwnedThread find(Thread thread, int hash) {
      @Nullable Node[] now = table;
      for (Node n = now[hash >>> 5 & now.length - 1]; n != null; n = n.next) {
        if (n.owned.thread() == thread) {
          return n.owned;
        }
      }
      return null;
    }

    synchronized OwnedThread add(OwnedThread owned, int hash) {
      OwnedThread there = find(owned.thread(), hash);
      if (there != null) {
        return there;
      }
      if (size >= table.length) {
        grow();
      }
      @Nullable Node[] now = table;
      int i = hash >>> 5 & now.length - 1;
      now[i] = new Node(owned, hash, now[i]);
      size++;
      return owned;
    }

    synchronized @Nullable OwnedThread remove(Thread thread, int hash) {
      OwnedThread found = find(thread, hash);
      if (found == null) {
        return null;
      }
      @Nullable Node[] now = table;
      int i = hash >>> 5 & now.length - 1;
      Node kept = null;
      for (Node n = now[i]; n != null; n = n.next) {
        if (n.owned.thread() != thread) {
          kept = new Node(n.owned, n.hash, kept);
        }
      }
      now[i] = kept;
      size--;
      return found;
    }

    synchronized OwnedThread[] snapshot() {
      OwnedThread[] all = new OwnedThread[size];
      int count = 0;
      for (Node head : table) {
        for (Node n = head; n != null; n = n.next) {
          all[count++] = n.owned;
        }
      }
      return all;
    }

    private void grow() {
      @Nullable Node[] bigger = new @Nullable Node[table.length * 2];
      for (Node head : table) {
        for (Node n = head; n != null; n = n.next) {
          int i = n.hash >>> 5 & bigger.length - 1;
          bigger[i] = new Node(n.owned, n.hash, bigger[i]);
        }
      }
      table = bigger;
    }
  }
}
