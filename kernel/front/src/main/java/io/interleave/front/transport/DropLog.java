package io.interleave.front.transport;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says what was dropped and why, at most {@value #LINES_PER_WINDOW} lines in 10 s: whoever reaches
 * a port can send garbage without end, and must not fill a disk with it.
 */
final class DropLog {
  static final int LINES_PER_WINDOW = 10;
  static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintStream out;
  private final LongSupplier nanoTime;
  // All guarded by this.
  private long windowStart;
  private int lines;
  private long unsaid;

  DropLog(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.windowStart = nanoTime.getAsLong();
  }

  /** A message from outside was dropped. */
  void dropped(String socket, String reason) {
    say("Dropped a message on " + socket + ": " + reason + ".");
  }

  /** Something went wrong that is not the sender's fault; the trace goes along. */
  void failed(String socket, Throwable cause) {
    if (say("The " + socket + " thread failed: " + cause)) {
      cause.printStackTrace(out);
    }
  }

  private synchronized boolean say(String line) {
    long now = nanoTime.getAsLong();
    if (now - windowStart >= WINDOW_NANOS) {
      if (unsaid > 0) {
        out.println("interleave: " + unsaid + " more of these were not shown.");
      }
      windowStart = now;
      lines = 0;
      unsaid = 0;
    }
    if (lines == LINES_PER_WINDOW) {
      unsaid++;
      return false;
    }
    lines++;
    out.println("interleave: " + line);
    return true;
  }
}
