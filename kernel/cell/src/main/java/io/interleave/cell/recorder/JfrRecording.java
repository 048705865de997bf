package io.interleave.cell.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;
import org.jspecify.annotations.Nullable;

/** A recording of the JDK's Flight Recorder. Loaded only where the JVM has {@code jdk.jfr}. */
final class JfrRecording implements FlightRecording {
  private static final long MOST_BYTES = 256L << 20;

  /** Pauses of threads; with their stack, which names the line of the cell. */
  private static final List<String> PAUSES =
      List.of(
          "jdk.ThreadSleep",
          "jdk.ThreadPark",
          "jdk.JavaMonitorEnter",
          "jdk.JavaMonitorWait",
          "jdk.SocketRead",
          "jdk.SocketWrite",
          "jdk.FileRead",
          "jdk.FileWrite",
          "jdk.VirtualThreadPinned");

  private final Recording recording;
  private final long beganNanos = System.nanoTime();
  private final MonitorPauses monitors = new MonitorPauses();

  /** The mark that ties the two clocks. */
  @Name("interleave.Mark")
  @Label("Mark")
  @StackTrace(false)
  static final class Mark extends Event {
    @Label("System.nanoTime")
    long nanoTime;

    @Label("System.nanoTime when the recording began")
    long began;
  }

  /** Says who holds the lock that the next park of the same thread waits for. */
  @Name("interleave.LockOwner")
  @Label("Lock owner")
  @StackTrace(false)
  static final class LockOwner extends Event {
    @Label("Thread id of the owner")
    long owner;

    @Label("Identity of the lock")
    int lock;
  }

  /** A park of a virtual thread: {@code jdk.ThreadPark} tells of platform threads only. */
  @Name("interleave.VirtualPark")
  @Label("Park of a virtual thread")
  static final class VirtualPark extends Event {
    @Label("Class parked on")
    @Nullable Class<?> parkedClass;

    @Label("Thread id of the owner")
    long owner;

    @Label("Identity of the lock")
    int lock;
  }

  /**
   * A virtual thread was off its carrier for a monitor. (JDK 25 records no such enter, and its wait
   * without a duration.) Of events that a carrier commits between two virtual threads many are
   * lost, so the recorder's thread does it later: thread, stack and times are fields.
   */
  @Name("interleave.VirtualMonitor")
  @Label("Virtual thread off its carrier for a monitor")
  @StackTrace(false)
  static final class VirtualMonitor extends Event {
    @Label("Thread id")
    long waiter;

    @Label("System.nanoTime when it left its carrier")
    long fromNanos;

    @Label("System.nanoTime when it was about to go on")
    long toNanos;

    @Label("Waits to be notified")
    boolean waits;

    @Label("Innermost frames")
    String stack = "";
  }

  /** Says that the last park of the same thread did not end with getting the lock. */
  @Name("interleave.LockGivenUp")
  @Label("Lock given up")
  @StackTrace(false)
  static final class LockGivenUp extends Event {
    @Label("Identity of the lock")
    int lock;
  }

  private JfrRecording(Recording recording) {
    this.recording = recording;
  }

  /** Starts a recording; takes about half a second the first time in a JVM. */
  static FlightRecording start() {
    Recording recording = new Recording();
    recording.setName("interleave");
    recording.setMaxSize(MOST_BYTES);
    for (String pause : PAUSES) {
      recording.enable(pause).withThreshold(Duration.ZERO).withStackTrace();
    }
    recording.enable(Mark.class).withoutStackTrace();
    recording.enable(LockOwner.class).withoutStackTrace();
    recording.enable(VirtualPark.class).withThreshold(Duration.ZERO).withStackTrace();
    recording.enable(VirtualMonitor.class).withoutStackTrace();
    recording.enable(LockGivenUp.class).withoutStackTrace();
    recording.start();
    JfrRecording started = new JfrRecording(recording);
    started.mark();
    // So that the first thread that parks does not load the events.
    started.parks(0, 0);
    started.gaveUp(0);
    started.goesOn(started.parksVirtually(null, 0));
    started.goesOn(started.leavesCarrier(0, false, ""));
    return started;
  }

  @Override
  public void mark() {
    Mark mark = new Mark();
    mark.begin();
    mark.nanoTime = System.nanoTime();
    mark.began = beganNanos;
    mark.commit();
  }

  @Override
  public void parks(long ownerId, int lockId) {
    LockOwner event = new LockOwner();
    event.owner = ownerId;
    event.lock = lockId;
    event.commit();
  }

  @Override
  public void gaveUp(int lockId) {
    LockGivenUp event = new LockGivenUp();
    event.lock = lockId;
    event.commit();
  }

  @Override
  public void end() {
    recording.close();
  }

  @Override
  public Object parksVirtually(@Nullable Object blocker, long ownerId) {
    VirtualPark event = new VirtualPark();
    event.parkedClass = blocker == null ? null : blocker.getClass();
    event.owner = ownerId;
    boolean lock = blocker instanceof AbstractOwnableSynchronizer;
    event.lock = lock ? System.identityHashCode(blocker) : 0;
    event.begin();
    return event;
  }

  @Override
  public Object leavesCarrier(long threadId, boolean waits, String stack) {
    return new MonitorPauses.Pause(threadId, waits, stack, System.nanoTime());
  }

  @Override
  public void goesOn(Object pause) {
    if (pause instanceof MonitorPauses.Pause monitor) {
      monitors.over(monitor);
    } else {
      ((Event) pause).commit();
    }
  }

  @Override
  public void collect() {
    monitors.drain(
        pause -> {
          VirtualMonitor event = new VirtualMonitor();
          event.waiter = pause.threadId();
          event.waits = pause.waits();
          event.stack = pause.stack();
          event.fromNanos = pause.fromNanos();
          event.toNanos = pause.toNanos();
          event.commit();
        });
  }

  @Override
  public void write(long sinceNanos, Path file) throws IOException {
    collect();
    mark();
    Instant since = Instant.now().minusNanos(System.nanoTime() - sinceNanos);
    try (Recording copy = recording.copy(true);
        InputStream in = copy.getStream(since, null)) {
      if (in == null) {
        throw new IOException("nothing was recorded since " + since);
      }
      Files.copy(in, file);
    }
  }
}
