package io.interleave.cell.recorder;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Recording;
import jdk.jfr.StackTrace;

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
    recording.enable(LockGivenUp.class).withoutStackTrace();
    recording.start();
    JfrRecording started = new JfrRecording(recording);
    started.mark();
    // So that the first thread that parks does not load the events.
    started.parks(0, 0);
    started.gaveUp(0);
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
  public void write(long sinceNanos, Path file) throws IOException {
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
