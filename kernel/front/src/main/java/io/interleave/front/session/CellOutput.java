package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Publication.ClearOutput;
import io.interleave.front.protocol.Publication.DisplayData;
import io.interleave.front.protocol.Publication.Stream;
import io.interleave.front.protocol.Publication.UpdateDisplayData;
import io.interleave.front.render.NoticeText;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run shows, in its order. The first text of a burst is sent at once, later
 * text every 100 ms or 64 KB; clears and updates of one display at most 30 times a second, the last
 * one always. Text arrives on the reader thread, which waits here during floods; all else never
 * waits.
 */
final class CellOutput {
  private static final long FLUSH_NANOS = 100_000_000;
  private static final long PARTIAL_LINE_NANOS = 30_000_000;
  private static final long NOTICE_NANOS = 1_000_000_000;
  private static final long FLUSH_BYTES = 64 * 1024;

  private final Run run;
  private final Outbox outbox;
  private final Time time;
  private final Pacer pacer;
  private volatile boolean stopping;

  // All below is guarded by this. Whoever holds this lock may enter the pacer, not the other way.
  private final PendingOutput pending = new PendingOutput();
  private final TextLimit limit;
  private @Nullable Redraws redraws;
  private long flushedNanos;
  private long clearedNanos;
  private boolean clearHeld;
  private long timerNanos = Long.MAX_VALUE;
  private boolean overflowShown;
  private long overflowNanos;

  CellOutput(Run run, Outbox outbox, Time time, Pacer pacer, OutputLimits limits) {
    this.run = run;
    this.outbox = outbox;
    this.time = time;
    this.pacer = pacer;
    this.limit = new TextLimit(run, limits);
    this.flushedNanos = time.nanos() - FLUSH_NANOS;
    this.clearedNanos = time.nanos() - Redraws.APART_NANOS;
    this.overflowNanos = time.nanos() - NOTICE_NANOS;
  }

  Run run() {
    return run;
  }

  /** Whether the user stopped the run and it did not come back yet. */
  boolean isStopping() {
    return stopping;
  }

  /** Text that a thread wrote. May wait; for the reader thread only. */
  void text(Stream.Name stream, String text) {
    if (run.silent()) {
      return;
    }
    for (int from = 0; from < text.length(); ) {
      int to = TextSize.cut(text, from, FLUSH_BYTES);
      piece(stream, text.substring(from, to));
      from = to;
    }
  }

  private void piece(Stream.Name stream, String text) {
    String shown = withinLimit(text);
    if (shown.isEmpty()) {
      return;
    }
    long bytes = TextSize.of(shown).json();
    boolean admitted = stopping || pacer.admit(bytes);
    synchronized (this) {
      if (!admitted && !stopping) {
        // Another cell is being stopped and must not wait for this one's flood.
        limit.putAside(shown);
        later(FLUSH_NANOS);
        return;
      }
      pending.text(stream, shown, bytes, pacer.room());
      flushOrWait();
    }
  }

  private synchronized String withinLimit(String text) {
    String shown = limit.admit(text);
    if (limit.hasNews()) {
      later(FLUSH_NANOS);
    }
    return shown;
  }

  /** A rich output, or (with an id that was shown before) another state of one. May wait. */
  void display(Publication publication) {
    if (run.silent()) {
      return;
    }
    pacer.admit(0);
    synchronized (this) {
      if (publication instanceof UpdateDisplayData update) {
        redraw(update);
        return;
      }
      pending.add(publication);
      if (!clearHeld) {
        flush();
      }
    }
  }

  private void redraw(UpdateDisplayData update) {
    if (redraws == null) {
      redraws = new Redraws();
    }
    redraws.add(update, time.nanos());
    if (redraws.nextNanos(time.nanos()) == 0) {
      flush();
    }
    redrawDue(redraws);
  }

  private void redrawDue(Redraws due) {
    long now = time.nanos();
    due.sendDue(now, this::publish);
    long next = due.nextNanos(now);
    if (next >= 0) {
      later(next);
    }
  }

  /** Clears the outputs of the cell. May wait. */
  void clear(boolean untilNext) {
    if (run.silent()) {
      return;
    }
    pacer.admit(0);
    synchronized (this) {
      pending.clear(untilNext);
      long since = time.nanos() - clearedNanos;
      clearHeld = since < Redraws.APART_NANOS;
      if (clearHeld) {
        later(Redraws.APART_NANOS - since);
      } else {
        flush();
      }
    }
  }

  /** Sends a message behind everything before it, at once. */
  synchronized void now(Publication publication) {
    if (!run.silent()) {
      flushAll();
      publish(publication);
    }
  }

  /** The same for a notice. */
  void now(NoticeText notice) {
    now(display(notice, null));
  }

  private static DisplayData display(NoticeText notice, @Nullable String displayId) {
    return new DisplayData(Bundles.of(notice), new JsonObject(), displayId);
  }

  /** Sends all that waits. */
  synchronized void flushAll() {
    flush();
    if (redraws != null) {
      redraws.sendAll(time.nanos(), this::publish);
    }
    if (limit.hasNews()) {
      showOverflow();
    }
  }

  private void flush() {
    clearHeld = false;
    if (!pending.isEmpty()) {
      flushedNanos = time.nanos();
      pending.drain(this::publish);
    }
  }

  private void publish(Publication publication) {
    if (publication instanceof ClearOutput) {
      clearedNanos = time.nanos();
    }
    pacer.sent();
    outbox.publish(run.parent(), publication);
  }

  private void flushOrWait() {
    long since = time.nanos() - flushedNanos;
    if (pending.bytes() >= FLUSH_BYTES) {
      flush();
    } else if (clearHeld) {
      later(Redraws.APART_NANOS);
    } else if (since >= FLUSH_NANOS && !pending.endsInLine()) {
      flush();
    } else {
      later(Math.max(PARTIAL_LINE_NANOS, FLUSH_NANOS - since));
    }
  }

  private void later(long nanos) {
    long at = time.nanos() + nanos;
    if (at < timerNanos) {
      timerNanos = at;
      time.later(nanos, this::timer);
    }
  }

  private synchronized void timer() {
    long now = time.nanos();
    if (now < timerNanos) {
      return; // an earlier one did this one's work
    }
    timerNanos = Long.MAX_VALUE;
    flush();
    if (redraws != null) {
      redrawDue(redraws);
    }
    if (limit.hasNews()) {
      if (now - overflowNanos < NOTICE_NANOS) {
        later(NOTICE_NANOS - (now - overflowNanos));
      } else {
        showOverflow();
      }
    }
  }

  private void showOverflow() {
    NoticeText notice = limit.notice();
    publish(
        overflowShown
            ? new UpdateDisplayData(Bundles.of(notice), new JsonObject(), limit.noticeId())
            : display(notice, limit.noticeId()));
    overflowShown = true;
    overflowNanos = time.nanos();
  }

  /** The user stops the run: text that waits for its turn is not worth waiting for any more. */
  void stop() {
    synchronized (this) {
      limit.stop();
      stopping = true;
    }
    pacer.hurry(true);
  }

  /** The run came back: shows all that waits and what was left out. Later text starts afresh. */
  void end() {
    synchronized (this) {
      flushAll();
      limit.end().filter(note -> !run.silent()).ifPresent(note -> publish(display(note, null)));
      if (!stopping) {
        return;
      }
      stopping = false;
    }
    pacer.hurry(false);
  }
}
