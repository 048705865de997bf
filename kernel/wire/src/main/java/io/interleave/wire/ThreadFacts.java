package io.interleave.wire;

/**
 * What the cell JVM knows of one thread during one cell without a recording. Times are {@code
 * System.nanoTime} of the cell JVM, durations nanoseconds.
 *
 * @param name as it is now or was at the thread's end
 * @param starterId the thread that started it; 0 when unknown
 * @param startNanos when it was started, or when it first worked for the cell
 * @param endNanos when it ended; when it has not, of no meaning
 * @param cpuNanos CPU time for the cell; negative when not measurable
 * @param readyNanos time it wanted a core and had none; negative when not measurable
 */
public record ThreadFacts(
    long id,
    String name,
    Kind kind,
    long starterId,
    long startNanos,
    long endNanos,
    long cpuNanos,
    long readyNanos,
    Fate fate) {

  /** What kind of thread it is. */
  public enum Kind {
    /** The cell's own thread. */
    MAIN,
    PLATFORM,
    DAEMON,
    /** A worker of a pool. */
    POOL,
    VIRTUAL
  }

  /** Whether it lives. */
  public enum Fate {
    ALIVE,
    ENDED,
    /** Ended after the user stopped the cell. */
    ENDED_BY_STOP
  }

  static void write(FrameOutput out, ThreadFacts f) {
    out.putLong(f.id());
    out.putString(f.name());
    out.putByte(f.kind().ordinal());
    out.putLong(f.starterId());
    out.putLong(f.startNanos());
    out.putLong(f.endNanos());
    out.putLong(f.cpuNanos());
    out.putLong(f.readyNanos());
    out.putByte(f.fate().ordinal());
  }

  static ThreadFacts read(FrameInput in) {
    return new ThreadFacts(
        in.getLong(),
        in.getString(),
        in.getEnum(Kind.values()),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getLong(),
        in.getEnum(Fate.values()));
  }
}
