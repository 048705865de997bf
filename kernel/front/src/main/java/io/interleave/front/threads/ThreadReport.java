package io.interleave.front.threads;

import java.util.List;
import java.util.Optional;

/**
 * What the threads of one cell did.
 *
 * @param rows in the order of starts, the cell's own thread first
 * @param timeline what is drawn
 * @param locks where threads were blocked, the longest first
 * @param notes sentences a reader has to know, such as why a column is empty
 */
public record ThreadReport(
    Run run, List<ThreadRow> rows, Timeline timeline, List<LockUse> locks, List<String> notes) {

  public ThreadReport {
    rows = List.copyOf(rows);
    locks = List.copyOf(locks);
    notes = List.copyOf(notes);
  }

  /**
   * @param spans by thread, then by time; gaps in a thread's life are {@link State#RUNNING}
   * @param handOffs by time
   * @param ticks by time
   */
  public record Timeline(List<Span> spans, List<HandOff> handOffs, List<OutputTick> ticks) {
    /** Nothing to draw. */
    public static final Timeline EMPTY = new Timeline(List.of(), List.of(), List.of());

    public Timeline {
      spans = List.copyOf(spans);
      handOffs = List.copyOf(handOffs);
      ticks = List.copyOf(ticks);
    }
  }

  /** The row of a thread. */
  public Optional<ThreadRow> row(long threadId) {
    return rows.stream().filter(r -> r.id() == threadId).findFirst();
  }

  /** Threads besides the cell's own. */
  public int started() {
    return (int) rows.stream().filter(r -> r.kind() != ThreadRow.Kind.CELL).count();
  }
}
