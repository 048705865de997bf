package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Publication.ClearOutput;
import io.interleave.front.protocol.Publication.DisplayData;
import io.interleave.front.protocol.Publication.Stream;
import io.interleave.front.protocol.Publication.UpdateDisplayData;
import io.interleave.front.render.NoticeText;
import io.interleave.front.render.Notices;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
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
  private static final long REDRAW_NANOS = 34_000_000;
  private static final long NOTICE_NANOS = 1_000_000_000;
  private static final long FLUSH_BYTES = 64 * 1024;
  private static final long SHOWN_AFTER_STOP = 64 * 1024;

  private final Run run;
  private final Outbox outbox;
  private final Time time;
  private final Pacer pacer;
  private final OutputLimits limits;

  // All below is guarded by this.
  private final PendingOutput pending = new PendingOutput();
  private @Nullable Map<String, Redraw> redraws;
  private long flushedNanos;
  private long clearedNanos;
  private boolean clearHeld;
  private long timerNanos = Long.MAX_VALUE;
  private boolean stopping;
  private long shownAfterStop;
  private long discardedLines;
  private long discardedBytes;
  private long shownBytes;
  private @Nullable Overflow overflow;
  private boolean overflowChanged;
  private boolean overflowShown;
  private long overflowNanos;

  CellOutput(Run run, Outbox outbox, Time time, Pacer pacer, OutputLimits limits) {
    this.run = run;
    this.outbox = outbox;
    this.time = time;
    this.pacer = pacer;
    this.limits = limits;
    this.flushedNanos = time.nanos() - FLUSH_NANOS;
    this.clearedNanos = time.nanos() - REDRAW_NANOS;
  }

  /** The state of one display that is drawn again and again. */
  private static final class Redraw {
    long sentNanos;
    @Nullable UpdateDisplayData waiting;
  }

  Run run() {
    return run;
  }

  /** Text that a thread wrote. May wait; for the reader thread only. */
  void text(Stream.Name stream, String text) {
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
    TextSize size = TextSize.of(shown);
    if (!isStopping()) {
      pacer.admit(size.json(), this::isStopping);
    }
    synchronized (this) {
      if (stopping) {
        shownAfterStop += size.utf8();
        if (shownAfterStop > SHOWN_AFTER_STOP) {
          discardedLines += size.lines();
          discardedBytes += size.utf8();
          return;
        }
      }
      shownBytes += size.utf8();
      pending.text(stream, shown, size.json());
      flushOrWait();
    }
  }

  /** Puts what is beyond the limit aside and returns the rest. */
  private synchronized String withinLimit(String text) {
    if (run.silent()) {
      return "";
    }
    if (overflow == null) {
      long room = Math.max(0, limits.bytes().getAsLong() - shownBytes);
      TextSize size = TextSize.of(text);
      if (size.utf8() <= room) {
        return text;
      }
      overflow = new Overflow(limits.file(run));
      int cut = room * 2 < size.utf8() ? 0 : TextSize.cut(text, 0, room);
      overflow.add(text.substring(cut));
      overflowChanged = true;
      overflowNanos = time.nanos() - NOTICE_NANOS;
      later(FLUSH_NANOS);
      return text.substring(0, cut);
    }
    if (stopping) {
      TextSize size = TextSize.of(text);
      discardedLines += size.lines();
      discardedBytes += size.utf8();
      return "";
    }
    overflow.add(text);
    overflowChanged = true;
    later(NOTICE_NANOS);
    return "";
  }

  /** A rich output, or (with an id that was shown before) another state of one. May wait. */
  void display(Publication publication) {
    if (run.silent()) {
      return;
    }
    if (!isStopping()) {
      pacer.admit(0, this::isStopping);
    }
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
    Map<String, Redraw> known = redraws == null ? new LinkedHashMap<>() : redraws;
    redraws = known;
    long now = time.nanos();
    Redraw redraw = known.get(update.displayId());
    if (redraw == null) {
      known.values().removeIf(r -> r.waiting == null && now - r.sentNanos > NOTICE_NANOS);
      redraw = new Redraw();
      redraw.sentNanos = now - REDRAW_NANOS;
      known.put(update.displayId(), redraw);
    }
    redraw.waiting = update;
    if (now - redraw.sentNanos >= REDRAW_NANOS) {
      flush();
      send(redraw, now);
    } else {
      later(REDRAW_NANOS - (now - redraw.sentNanos));
    }
  }

  private void send(Redraw redraw, long now) {
    UpdateDisplayData update = redraw.waiting;
    if (update != null) {
      redraw.waiting = null;
      redraw.sentNanos = now;
      publish(update);
    }
  }

  /** Clears the outputs of the cell. May wait. */
  void clear(boolean untilNext) {
    if (run.silent()) {
      return;
    }
    if (!isStopping()) {
      pacer.admit(0, this::isStopping);
    }
    synchronized (this) {
      pending.clear(untilNext);
      long since = time.nanos() - clearedNanos;
      clearHeld = since < REDRAW_NANOS;
      if (clearHeld) {
        later(REDRAW_NANOS - since);
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
      redraws.values().forEach(redraw -> send(redraw, time.nanos()));
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
      later(REDRAW_NANOS);
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
      for (Redraw redraw : redraws.values()) {
        if (now - redraw.sentNanos >= REDRAW_NANOS) {
          send(redraw, now);
        } else if (redraw.waiting != null) {
          later(REDRAW_NANOS - (now - redraw.sentNanos));
        }
      }
    }
    if (overflowChanged && now - overflowNanos < NOTICE_NANOS) {
      later(NOTICE_NANOS - (now - overflowNanos));
    } else {
      showOverflow();
    }
  }

  private void showOverflow() {
    if (overflow != null && overflowChanged) {
      NoticeText notice = Notices.plain(overflow.notice(limits.bytes().getAsLong()));
      String id = limits.file(run).toString();
      publish(
          overflowShown
              ? new UpdateDisplayData(Bundles.of(notice), new JsonObject(), id)
              : display(notice, id));
      overflowChanged = false;
      overflowShown = true;
      overflowNanos = time.nanos();
    }
  }

  /** Whether the user stopped the run and it did not come back yet. */
  synchronized boolean isStopping() {
    return stopping;
  }

  /** The user stops the run: text that waits for its turn is not worth waiting for any more. */
  void stop() {
    synchronized (this) {
      stopping = true;
      shownAfterStop = 0;
    }
    pacer.wake();
  }

  /** The run came back: shows all that waits and what was left out. Later text starts afresh. */
  synchronized void end() {
    flushAll();
    showOverflow();
    if (overflow != null) {
      overflow.close();
    }
    if (discardedBytes > 0 && !run.silent()) {
      publish(
          display(
              Notices.plain(
                  String.format(
                      Locale.ROOT,
                      "After the stop, %,d lines (%,d bytes) of output were discarded.",
                      discardedLines,
                      discardedBytes)),
              null));
    }
    stopping = false;
    discardedLines = 0;
    discardedBytes = 0;
  }
}
