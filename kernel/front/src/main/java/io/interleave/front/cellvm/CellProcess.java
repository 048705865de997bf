package io.interleave.front.cellvm;

import io.interleave.wire.BadFrameException;
import io.interleave.wire.Comm;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import io.interleave.wire.FrameReader;
import io.interleave.wire.FrameWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One process of the cell JVM, from its start to its end. */
final class CellProcess {
  private final List<Command.Configure> settings;
  private final CellVmListener listener;
  private final Ended ended;
  private final CompletableFuture<FrameWriter> ready = new CompletableFuture<>();
  private final Map<Long, CompletableFuture<Event>> pending = new ConcurrentHashMap<>();
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile @Nullable String killedBecause;
  private volatile @Nullable String endedBecause;
  private volatile @Nullable RunningJvm jvm;

  /** Told once that the process ended, before its pending calls throw. */
  interface Ended {
    void ended(CellProcess which, String reason, boolean wasReady);
  }

  private CellProcess(List<Command.Configure> settings, CellVmListener listener, Ended ended) {
    this.settings = settings;
    this.listener = listener;
    this.ended = ended;
  }

  /**
   * Returns at once; the process starts on a thread of its own.
   *
   * @param settings what the process is told first
   */
  static CellProcess start(
      CellLaunch launch, List<Command.Configure> settings, CellVmListener listener, Ended ended) {
    CellProcess process = new CellProcess(settings, listener, ended);
    Thread thread = new Thread(() -> process.run(launch), "cell-vm-reader");
    thread.setDaemon(true);
    thread.start();
    return process;
  }

  Event call(long id, Frame command) throws CellVmDiedException {
    FrameWriter writer = awaitReady();
    CompletableFuture<Event> answer = new CompletableFuture<>();
    pending.put(id, answer);
    String reason = endedBecause;
    if (reason != null) {
      pending.remove(id);
      throw new CellVmDiedException(reason);
    }
    write(writer, command);
    return join(answer);
  }

  void send(Command command) {
    FrameWriter writer = ready.isCompletedExceptionally() ? null : ready.getNow(null);
    if (writer == null) {
      try {
        writer = awaitReady();
      } catch (CellVmDiedException e) {
        return; // the caller of the next command learns why
      }
    }
    if (command instanceof Command.BeginCell begin) {
      RunningJvm current = jvm;
      if (current != null) {
        current.latestCell(begin.cell());
      }
    }
    write(writer, command);
  }

  /** Waits until the process takes commands. */
  FrameWriter awaitReady() throws CellVmDiedException {
    return join(ready);
  }

  boolean ended() {
    return endedBecause != null;
  }

  long pid() {
    RunningJvm current = jvm;
    return current == null ? -1 : current.pid();
  }

  void kill(String reason) {
    killedBecause = reason;
    RunningJvm current = jvm;
    if (current != null) {
      current.kill();
    }
  }

  /** Asks the process to end and returns when it did, or kills it after a moment. */
  void shutdown() {
    killedBecause = "The kernel is shutting down.";
    RunningJvm current = jvm;
    if (current != null) {
      current.killChildren(); // once the JVM is gone, nobody can tell whose they were
    }
    FrameWriter writer = ready.isCompletedExceptionally() ? null : ready.getNow(null);
    if (writer != null) {
      write(writer, new Command.Shutdown());
    }
    if (current != null) {
      current.awaitEnd(writer == null ? 0 : CellArchive.endMillis());
    }
  }

  private void run(CellLaunch launch) {
    String reason;
    boolean wasReady = false;
    try (RunningJvm started = RunningJvm.start(launch, listener)) {
      jvm = started;
      if (killedBecause != null) {
        started.kill();
      }
      try (FrameReader reader = started.connect()) {
        Frame first = reader.read();
        if (first instanceof Event.Ready) {
          wasReady = true;
          started.writer().writeAll(settings);
          ready.complete(started.writer());
          readAll(reader, started);
        }
      } catch (IOException | BadFrameException e) {
        started.note(e);
      }
      reason = started.reasonOfEnd();
    } catch (IOException e) {
      reason = "The cell's JVM could not be started: " + e.getMessage();
    }
    String killed = killedBecause;
    end(killed != null ? killed : reason, wasReady);
  }

  private void readAll(FrameReader reader, RunningJvm started) throws IOException {
    Frame frame = reader.read();
    while (frame != null) {
      if (frame instanceof Comm comm) {
        listener.comm(comm);
      } else if (frame instanceof Event event) {
        received(event, started);
      } else {
        throw new IOException("The cell's JVM sent a command: " + frame);
      }
      frame = reader.read();
    }
  }

  private void received(Event event, RunningJvm started) {
    if (!(event instanceof Event.Answer answer)) {
      listener.event(event);
      return;
    }
    if (event instanceof Event.Settled settled) {
      started.awaitDescriptorsDrained(settled.id());
    }
    CompletableFuture<Event> waiting = pending.remove(answer.id());
    if (waiting != null) {
      waiting.complete(event);
    }
  }

  private void end(String reason, boolean wasReady) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    endedBecause = reason;
    ended.ended(this, reason, wasReady);
    CellVmDiedException died = new CellVmDiedException(reason);
    ready.completeExceptionally(died);
    pending.values().forEach(answer -> answer.completeExceptionally(died));
    pending.clear();
  }

  private static void write(FrameWriter writer, Frame frame) {
    try {
      writer.write(frame);
    } catch (IOException e) {
      // The reader sees the same broken socket and ends all pending calls with the reason.
      return;
    }
  }

  private static <T> T join(CompletableFuture<T> future) throws CellVmDiedException {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CellVmDiedException died) {
        throw new CellVmDiedException(String.valueOf(died.getMessage()));
      }
      throw e;
    }
  }
}
