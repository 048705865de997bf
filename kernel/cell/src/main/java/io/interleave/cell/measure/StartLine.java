package io.interleave.cell.measure;

import io.interleave.hooks.StopCheck;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A spinning barrier that frees all parties at one agreed nanosecond. With a plain barrier the last
 * to arrive would be gone before the others saw it open, and a race of a few nanoseconds would
 * never happen.
 */
final class StartLine {
  private static final int NANOS_TO_SEE_A_CHANGE = 300;
  private static final long LONGEST_SPIN_NANOS = 1_000_000;
  private static final int SPINS_BETWEEN_LOOKS = 256;

  private final int parties;
  private final long longestSpinNanos;
  private final AtomicInteger arrived = new AtomicInteger();
  private volatile int phase;
  private volatile boolean aborted;
  private long startNanos; // written before phase, read after it

  StartLine(int parties) {
    this.parties = parties;
    // On a busy machine a long spin is what makes the scheduler run the parties side by side; with
    // too few processors for them it would only keep the last one from arriving.
    this.longestSpinNanos =
        Runtime.getRuntime().availableProcessors() < parties ? 0 : LONGEST_SPIN_NANOS;
  }

  /** Waits for the others; false when the race is over. */
  boolean startTogether() {
    int mine = phase;
    if (arrived.incrementAndGet() == parties) {
      arrived.set(0);
      startNanos = System.nanoTime() + NANOS_TO_SEE_A_CHANGE;
      phase = mine + 1;
    } else {
      spinUntilOpen(mine);
    }
    while (System.nanoTime() - startNanos < 0) {
      Thread.onSpinWait();
    }
    return !aborted;
  }

  private void spinUntilOpen(int mine) {
    long began = System.nanoTime();
    int spins = 0;
    while (phase == mine && !aborted) {
      Thread.onSpinWait();
      if (++spins % SPINS_BETWEEN_LOOKS == 0 && System.nanoTime() - began >= longestSpinNanos) {
        StopCheck.poll();
        Thread.yield();
      }
    }
  }

  void abort() {
    aborted = true;
  }
}
