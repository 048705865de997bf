package io.interleave.cell.recorder;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Pauses of virtual threads at monitors that wait to be recorded, in bounded memory.
 *
 * <p>Threads: carriers add, the recorder's takes out.
 */
final class MonitorPauses {
  /** Twice a second somebody takes them out. */
  private static final int MOST = 200_000;

  private final Queue<Pause> over = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  /** One pause. A carrier begins it and another one ends it, handed over by the scheduler. */
  static final class Pause {
    private final long threadId;
    private final boolean waits;
    private final String stack;
    private final long fromNanos;
    private long toNanos;

    Pause(long threadId, boolean waits, String stack, long fromNanos) {
      this.threadId = threadId;
      this.waits = waits;
      this.stack = stack;
      this.fromNanos = fromNanos;
    }

    long threadId() {
      return threadId;
    }

    boolean waits() {
      return waits;
    }

    String stack() {
      return stack;
    }

    long fromNanos() {
      return fromNanos;
    }

    long toNanos() {
      return toNanos;
    }
  }

  void over(Pause pause) {
    pause.toNanos = System.nanoTime();
    if (size.incrementAndGet() <= MOST) {
      over.add(pause);
    } else {
      size.decrementAndGet();
    }
  }

  void drain(Consumer<Pause> action) {
    for (Pause pause = over.poll(); pause != null; pause = over.poll()) {
      size.decrementAndGet();
      action.accept(pause);
    }
  }
}
