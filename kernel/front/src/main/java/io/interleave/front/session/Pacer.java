package io.interleave.front.session;

/**
 * Keeps the kernel's output below the limits of a Jupyter Server, which drops everything beyond
 * 1,000 messages or 1 MB of stream text a second, averaged over 3 seconds, results and errors
 * included. At most 80 % of both is used; the rest is for what must never wait. A busy server may
 * read what came at once up to 0.7 s late, and then counts it with what came on time.
 *
 * <p>The thread that reads from the cell JVM waits here, and so, behind it, the threads that print.
 */
final class Pacer {
  private static final long SLOT_NANOS = 100_000_000;
  private static final int SLOTS = 37; // 3 s of the server, and its delay
  private static final long MAX_BYTES = 2_400_000;
  private static final long MAX_MESSAGES = 2_400;

  /** What a message adds to the bytes of its text: headers and frames. */
  static final long MESSAGE_BYTES = 1_000;

  private final boolean paced;
  private final Time time;
  private final long startNanos;
  private final long[] bytes = new long[SLOTS]; // guarded by this
  private final long[] messages = new long[SLOTS]; // guarded by this
  private long byteSum; // guarded by this
  private long messageSum; // guarded by this
  private long slot; // guarded by this
  private boolean hurried; // guarded by this

  Pacer(boolean paced, Time time) {
    this.paced = paced;
    this.time = time;
    this.startNanos = time.nanos();
  }

  /**
   * Waits until text of this size may be sent and counts it.
   *
   * @return false when there is no time to wait; then nothing was counted
   */
  boolean admit(long jsonBytes) {
    if (!paced) {
      return true;
    }
    synchronized (this) {
      turn();
      while (byteSum + jsonBytes > MAX_BYTES && byteSum > 0 || messageSum >= MAX_MESSAGES) {
        if (hurried) {
          return false;
        }
        try {
          time.await(this, (slot + 1) * SLOT_NANOS - (time.nanos() - startNanos));
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
        turn();
      }
      bytes[(int) (slot % SLOTS)] += jsonBytes;
      byteSum += jsonBytes;
      return true;
    }
  }

  /**
   * How many messages of text may wait to be sent together. Half of what is left, because more will
   * come before any of it is forgotten.
   */
  int room() {
    if (!paced) {
      return Integer.MAX_VALUE;
    }
    synchronized (this) {
      turn();
      return (int) Math.max(0, MAX_MESSAGES - messageSum) / 2;
    }
  }

  /** Counts a message that was sent, with its headers. */
  synchronized void sent() {
    if (paced) {
      turn();
      messages[(int) (slot % SLOTS)]++;
      messageSum++;
      bytes[(int) (slot % SLOTS)] += MESSAGE_BYTES;
      byteSum += MESSAGE_BYTES;
    }
  }

  /** While a cell is being stopped nobody waits, because the answer to the stop is behind. */
  synchronized void hurry(boolean now) {
    hurried = now;
    notifyAll();
  }

  private void turn() {
    long now = (time.nanos() - startNanos) / SLOT_NANOS;
    for (long passed = Math.min(now - slot, SLOTS); passed > 0; passed--) {
      slot = now - passed + 1;
      int index = (int) (slot % SLOTS);
      byteSum -= bytes[index];
      messageSum -= messages[index];
      bytes[index] = 0;
      messages[index] = 0;
    }
    slot = now;
  }
}
