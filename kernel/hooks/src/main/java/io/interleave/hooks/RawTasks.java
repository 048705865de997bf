package io.interleave.hooks;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * The cells of tasks that have no field for one: a user's {@code Runnable} given to {@code
 * execute}. By identity, weakly, first in first out where one object is submitted several times, as
 * the object of a lambda without captured variables is.
 */
public final class RawTasks {
  private static final int STRIPES = 32;
  private static final Stripe[] TABLE = new Stripe[STRIPES];

  static {
    for (int i = 0; i < STRIPES; i++) {
      TABLE[i] = new Stripe();
    }
  }

  private RawTasks() {}

  /** How many of this task wait for the cell. */
  public static int waiting(Object task, int cell) {
    int hash = hash(task);
    return TABLE[hash & STRIPES - 1].waiting(task, hash, cell);
  }

  /** How many different tasks are known; for tests of memory. */
  public static int size() {
    int size = 0;
    for (Stripe stripe : TABLE) {
      size += stripe.size();
    }
    return size;
  }

  static void put(Object task, int cell) {
    int hash = hash(task);
    TABLE[hash & STRIPES - 1].put(task, hash, cell);
  }

  /** The cell that submitted the task first of those that wait; 0 when nobody did. */
  static int take(Object task) {
    int hash = hash(task);
    return TABLE[hash & STRIPES - 1].take(task, hash);
  }

  private static int hash(Object task) {
    int h = System.identityHashCode(task);
    return h ^ h >>> 15;
  }

  /** A cell and how often it submitted the task in a row. */
  private static final class Run {
    final int cell;
    int count = 1;
    @Nullable Run next;

    Run(int cell) {
      this.cell = cell;
    }
  }

  private static final class Entry extends WeakReference<Object> {
    final int hash;
    @Nullable Entry next;
    @Nullable Run first;
    @Nullable Run last;

    Entry(Object task, int hash, ReferenceQueue<Object> queue, @Nullable Entry next) {
      super(task, queue);
      this.hash = hash;
      this.next = next;
    }
  }

  /** All guarded by this. */
  private static final class Stripe {
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private @Nullable Entry[] table = new @Nullable Entry[8];
    private int size;

    synchronized void put(Object task, int hash, int cell) {
      Entry entry = find(task, hash);
      if (entry == null) {
        expunge();
        if (size >= table.length) {
          grow();
        }
        int i = hash >>> 5 & table.length - 1;
        entry = new Entry(task, hash, collected, table[i]);
        table[i] = entry;
        size++;
      }
      Run last = entry.last;
      if (last != null && last.cell == cell) {
        last.count++;
      } else {
        Run run = new Run(cell);
        if (last == null) {
          entry.first = run;
        } else {
          last.next = run;
        }
        entry.last = run;
      }
    }

    synchronized int take(Object task, int hash) {
      Entry entry = find(task, hash);
      if (entry == null || entry.first == null) {
        return 0;
      }
      Run run = entry.first;
      if (--run.count == 0) {
        entry.first = run.next;
        if (run.next == null) {
          unlink(entry);
          entry.clear();
        }
      }
      return run.cell;
    }

    synchronized int waiting(Object task, int hash, int cell) {
      int count = 0;
      Entry entry = find(task, hash);
      for (Run run = entry == null ? null : entry.first; run != null; run = run.next) {
        count += run.cell == cell ? run.count : 0;
      }
      return count;
    }

    synchronized int size() {
      expunge();
      return size;
    }

    private @Nullable Entry find(Object task, int hash) {
      for (Entry e = table[hash >>> 5 & table.length - 1]; e != null; e = e.next) {
        if (e.hash == hash && e.refersTo(task)) {
          return e;
        }
      }
      return null;
    }

    private void expunge() {
      Object gone = collected.poll();
      while (gone != null) {
        unlink((Entry) gone);
        gone = collected.poll();
      }
    }

    private void unlink(Entry entry) {
      int i = entry.hash >>> 5 & table.length - 1;
      Entry before = null;
      for (Entry e = table[i]; e != null; e = e.next) {
        if (e == entry) {
          if (before == null) {
            table[i] = e.next;
          } else {
            before.next = e.next;
          }
          size--;
          return;
        }
        before = e;
      }
    }

    private void grow() {
      @Nullable Entry[] bigger = new @Nullable Entry[table.length * 2];
      for (Entry head : table) {
        Entry e = head;
        while (e != null) {
          Entry next = e.next;
          int i = e.hash >>> 5 & bigger.length - 1;
          e.next = bigger[i];
          bigger[i] = e;
          e = next;
        }
      }
      table = bigger;
    }
  }
}
