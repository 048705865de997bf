package io.interleave.wire;

import io.interleave.wire.Event.Trace;
import org.jspecify.annotations.Nullable;

/**
 * What a live thread does at one moment.
 *
 * @param cell the run it works for
 * @param state a {@link Thread.State}
 * @param lockWait what keeps it, when it is blocked or waits on a known object
 * @param top the innermost frame; null for a thread without frames
 * @param user the innermost frame in a cell; null when there is none
 * @param sleeps whether it is in {@code Thread.sleep}
 * @param deadlocked whether it waits in a circle of threads
 */
public record ThreadSample(
    long id,
    String name,
    int cell,
    String state,
    @Nullable LockWait lockWait,
    @Nullable Trace top,
    @Nullable Trace user,
    boolean sleeps,
    boolean deadlocked) {

  /**
   * @param lockClass the class of the monitor or synchroniser
   * @param lockId its identity hash, which tells two of a class apart
   * @param ownerId the thread that holds it; 0 when nobody does or it is not known
   * @param atUserLine whether the frame in the cell itself takes the lock, not a library it called
   * @param holder the variable of the user that holds it, such as {@code lock} or {@code
   *     table.forks[0]}; looked for in deadlocks only, empty when there is none
   */
  public record LockWait(
      String lockClass, int lockId, long ownerId, boolean atUserLine, String holder) {

    /** A lock of which the variable that holds it is not known. */
    public LockWait(String lockClass, int lockId, long ownerId, boolean atUserLine) {
      this(lockClass, lockId, ownerId, atUserLine, "");
    }

    public LockWait withHolder(String variable) {
      return new LockWait(lockClass, lockId, ownerId, atUserLine, variable);
    }
  }

  static void write(FrameOutput out, ThreadSample s) {
    out.putLong(s.id());
    out.putString(s.name());
    out.putInt(s.cell());
    out.putString(s.state());
    LockWait wait = s.lockWait();
    out.putBoolean(wait != null);
    if (wait != null) {
      out.putString(wait.lockClass());
      out.putInt(wait.lockId());
      out.putLong(wait.ownerId());
      out.putBoolean(wait.atUserLine());
      out.putString(wait.holder());
    }
    writeOptional(out, s.top());
    writeOptional(out, s.user());
    out.putBoolean(s.sleeps());
    out.putBoolean(s.deadlocked());
  }

  static ThreadSample read(FrameInput in) {
    return new ThreadSample(
        in.getLong(),
        in.getString(),
        in.getInt(),
        in.getString(),
        in.getBoolean()
            ? new LockWait(
                in.getString(), in.getInt(), in.getLong(), in.getBoolean(), in.getString())
            : null,
        readOptional(in),
        readOptional(in),
        in.getBoolean(),
        in.getBoolean());
  }

  private static void writeOptional(FrameOutput out, @Nullable Trace trace) {
    out.putBoolean(trace != null);
    if (trace != null) {
      PartCodec.writeTrace(out, trace);
    }
  }

  private static @Nullable Trace readOptional(FrameInput in) {
    return in.getBoolean() ? PartCodec.readTrace(in) : null;
  }
}
