package io.interleave.front.session;

import io.interleave.front.render.NoticeText;
import io.interleave.front.render.Notices;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much text of one cell is shown, and what becomes of the rest: it goes to a file, or is
 * discarded when the cell is being stopped. Both are counted exactly. Guarded by the lock of the
 * cell's output.
 */
final class TextLimit {
  /** A stopped cell may still say a last word. */
  private static final long SHOWN_AFTER_STOP = 64 * 1024;

  private final Run run;
  private final OutputLimits limits;
  private long shownBytes;
  private boolean stopping;
  private long shownAfterStop;
  private long discardedLines;
  private long discardedBytes;
  private @Nullable Overflow overflow;
  private boolean told;

  TextLimit(Run run, OutputLimits limits) {
    this.run = run;
    this.limits = limits;
  }

  /** Takes a text that the cell printed and returns as much of it as may be shown. */
  String admit(String text) {
    TextSize size = TextSize.of(text);
    if (stopping) {
      shownAfterStop += size.utf8();
      if (overflow != null || shownAfterStop > SHOWN_AFTER_STOP) {
        discardedLines += size.lines();
        discardedBytes += size.utf8();
        return "";
      }
    }
    if (overflow != null) {
      putAside(text);
      return "";
    }
    long room = Math.max(0, limits.bytes().getAsLong() - shownBytes);
    if (size.utf8() <= room) {
      shownBytes += size.utf8();
      return text;
    }
    // A text is cut where a line ends, and not at all when most of it is beyond the limit.
    int cut = room * 2 < size.utf8() ? 0 : TextSize.cut(text, 0, room);
    shownBytes += room;
    putAside(text.substring(cut));
    return text.substring(0, cut);
  }

  /** Puts a text into the file, whether there is room or not. */
  void putAside(String text) {
    if (overflow == null) {
      overflow = new Overflow(limits.file(run));
    }
    overflow.add(text);
    told = false;
  }

  /** Whether there is text in the file that {@link #notice} did not count yet. */
  boolean hasNews() {
    return overflow != null && !told;
  }

  /** What the cell says about the text in the file. */
  NoticeText notice() {
    if (overflow == null) {
      throw new IllegalStateException("nothing was put aside");
    }
    told = true;
    return Notices.plain(overflow.notice(limits.bytes().getAsLong()));
  }

  /** Names the notice, so that it can be updated. */
  String noticeId() {
    return limits.file(run).toString();
  }

  void stop() {
    stopping = true;
    shownAfterStop = 0;
  }

  /** The run came back. What the cell says about discarded text, if there was any. */
  Optional<NoticeText> end() {
    if (overflow != null) {
      overflow.close();
    }
    stopping = false;
    if (discardedBytes == 0) {
      return Optional.empty();
    }
    String note =
        String.format(
            Locale.ROOT,
            "After the stop, %,d lines (%,d bytes) of output were discarded.",
            discardedLines,
            discardedBytes);
    discardedLines = 0;
    discardedBytes = 0;
    return Optional.of(Notices.plain(note));
  }
}
