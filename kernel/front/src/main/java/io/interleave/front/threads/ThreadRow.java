package io.interleave.front.threads;

import java.util.Locale;

/**
 * One thread during one cell.
 *
 * @param number from 0 in the order of starts; 0 is the cell's own thread
 * @param id the JVM's thread id
 * @param name as it was when the thread ended; may be empty, of any length, with any character
 * @param startedBy the name of the thread that started it; empty when unknown or before the cell
 * @param start nanoseconds since the cell began; 0 for a thread from before it
 * @param lines how many lines it printed in this cell
 */
public record ThreadRow(
    int number,
    long id,
    String name,
    Kind kind,
    String startedBy,
    long start,
    Times times,
    long lines,
    End end) {

  /** What kind of thread it is; the words are the table's. */
  public enum Kind {
    CELL,
    PLATFORM,
    DAEMON,
    POOL,
    VIRTUAL;

    /** The word for it: lower case. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The name, or {@code #31} for a thread without one. */
  public String label() {
    return name.isBlank() ? "#" + id : name;
  }

  /** When its time within the cell ends, in nanoseconds since the cell began. */
  public long stop() {
    return start + times.wall();
  }
}
