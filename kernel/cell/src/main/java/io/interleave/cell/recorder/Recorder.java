package io.interleave.cell.recorder;

import io.interleave.cell.measure.UsageMeter;
import io.interleave.hooks.OwnedThread;
import io.interleave.hooks.Ownership;
import io.interleave.hooks.ThreadWatch;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records what the threads of cells do, and answers the front's questions about it. The methods may
 * be called by any thread; answers come from the recorder's own.
 */
public final class Recorder implements ThreadWatch, Runnable {
  private static final String LOCKS = "java.util.concurrent.locks";
  private static final int CELLS_KEPT = 32;

  /** How many threads of earlier cells are remembered, in whole cells. */
  private static final int THREADS_KEPT = 10_000;

  private static final long SMALL_HEAP_BYTES = 48L << 20;

  /** How often what was recorded is collected and the disk is looked at, at least. */
  private static final long ROOM_MILLIS = 500;

  private final Path folder;
  private final Map<Integer, CellNotes> cells = new ConcurrentHashMap<>();
  private final BlockingQueue<Runnable> questions = new LinkedBlockingQueue<>();
  private final VirtualDeadlocks virtualDeadlocks = new VirtualDeadlocks();
  private final LockHolders holders;
  private volatile @Nullable FlightRecording recording;
  private volatile String problem = "The recording had not started yet.";
  private volatile long recordingSinceNanos;
  private boolean asked; // on the recorder's thread

  /**
   * @param folder a private folder in which recordings are left for the front
   * @param userClasses the classes of cells so far, the latest first
   */
  public Recorder(Path folder, Iterable<Class<?>> userClasses) {
    this.folder = folder;
    this.holders = new LockHolders(userClasses);
  }

  /**
   * Answers questions; the recording begins when {@link #start} asks for it. The body of {@code
   * interleave-recorder}.
   */
  @Override
  public void run() {
    SchedStat.own();
    warmUp();
    Ownership.watch(this);
    try {
      while (true) {
        Runnable question =
            recording == null
                ? questions.take()
                : questions.poll(ROOM_MILLIS, TimeUnit.MILLISECONDS);
        keepRoom();
        collect();
        if (question != null) {
          question.run();
        }
      }
    } catch (InterruptedException e) {
      return; // nobody interrupts this thread but to end it
    }
  }

  /** Loads what the calls on users' threads need, so that none of it loads inside Thread.start. */
  private static void warmUp() {
    OwnedThread own = Ownership.here();
    CellNotes trial = new CellNotes(0);
    trial.bodyBegins(own);
    trial.works(own, true);
    trial.ended(own);
    trial.bodyEnds();
    trial.threads();
    trial.run();
    LockOwners.of(new TrialLock());
    UnmountedStack.prepare();
  }

  private static final class TrialLock extends AbstractOwnableSynchronizer {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Begins the recording, unless it has begun or cannot.
   *
   * @param done is called on the recorder's thread when it records or cannot
   */
  public void start(Runnable done) {
    questions.add(
        () -> {
          if (!asked) {
            asked = true;
            startRecording();
          }
          done.run();
        });
  }

  private void startRecording() {
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      problem = "This Java has no Flight Recorder (module jdk.jfr), so states are not known.";
      return;
    }
    String lack = DiskRoom.lackToStart();
    if (!lack.isEmpty()) {
      problem = lack;
      return;
    }
    try {
      recording = JfrRecording.start();
      leaveRepository();
      recordingSinceNanos = System.nanoTime();
    } catch (RuntimeException | LinkageError e) {
      problem = "The Flight Recorder could not start (" + e + "), so states are not known.";
    }
  }

  private void collect() {
    FlightRecording now = recording;
    if (now != null) {
      now.collect();
    }
  }

  private void keepRoom() {
    FlightRecording now = recording;
    String lack = now == null ? "" : DiskRoom.lackToGoOn();
    if (now != null && !lack.isEmpty()) {
      problem = lack;
      recording = null;
      now.end();
    }
  }

  /**
   * Tells the front where the recorder keeps its files: this JVM is ended without the hook that
   * would delete them.
   */
  private void leaveRepository() {
    String repository = System.getProperty("jdk.jfr.repository");
    if (repository != null) {
      try {
        Files.writeString(folder.resolve("jfr-repository"), repository);
      } catch (IOException e) {
        return; // then its files stay in the temporary folder
      }
    }
  }

  /** A cell becomes the latest one. */
  public void cellBegins(int cell) {
    cells.computeIfAbsent(cell, CellNotes::new);
    List<Integer> latestFirst = new ArrayList<>(cells.keySet());
    latestFirst.sort(Comparator.reverseOrder());
    int threads = 0;
    for (int known : latestFirst) {
      CellNotes notes = cells.get(known);
      threads += notes == null || known == cell ? 0 : notes.threadsSoFar();
      if (known <= cell - CELLS_KEPT || threads > THREADS_KEPT) {
        cells.remove(known); // a note keeps a thread that lives, with what that refers to
      }
    }
  }

  /** The calling thread, the cell's own, enters the cell's code. */
  public void bodyBegins(int cell) {
    notes(cell).bodyBegins(Ownership.here());
  }

  /** The calling thread, the cell's own, is out of the cell's code. */
  public void bodyEnds(int cell) {
    notes(cell).bodyEnds();
  }

  /** The work of the cell is over, or nobody waits for it any more. */
  public void settled(int cell) {
    notes(cell).settled();
  }

  /** The user stops the cell. */
  public void stopped(int cell) {
    notes(cell).stopped();
  }

  @Override
  public void works(OwnedThread owned, int cell) {
    CellNotes notes = cells.get(cell);
    boolean counts =
        owned.kind() == OwnedThread.Kind.USER && !ThreadKinds.isTimekeeper(owned.thread());
    if (notes != null && counts) {
      notes.works(owned, owned.thread() == Thread.currentThread());
    }
  }

  @Override
  public void parks(OwnedThread owned, AbstractOwnableSynchronizer lock) {
    FlightRecording now = recording;
    if (now != null && owned.kind() != OwnedThread.Kind.INTERNAL && owned.enterWatch()) {
      try {
        Thread owner = LockOwners.of(lock);
        // Readers have it together: then nobody is its owner.
        boolean isLock = owner != null || lock.getClass().getPackageName().equals(LOCKS);
        if (isLock && owner != owned.thread()) {
          now.parks(owner == null ? 0 : owner.getId(), System.identityHashCode(lock));
        }
      } finally {
        owned.leaveWatch();
      }
    }
  }

  @Override
  public @Nullable Object parksVirtually(OwnedThread owned, @Nullable Object blocker) {
    FlightRecording now = recording;
    if (now == null || owned.kind() == OwnedThread.Kind.INTERNAL || !owned.enterWatch()) {
      return null;
    }
    try {
      Thread owner =
          blocker instanceof AbstractOwnableSynchronizer lock ? LockOwners.of(lock) : null;
      return now.parksVirtually(
          blocker, owner == null || owner == owned.thread() ? 0 : owner.getId());
    } finally {
      owned.leaveWatch();
    }
  }

  @Override
  public @Nullable Object leavesCarrier(OwnedThread owned, Object continuation, boolean waits) {
    FlightRecording now = recording;
    if (now == null || owned.kind() == OwnedThread.Kind.INTERNAL || !owned.enterWatch()) {
      return null;
    }
    try {
      return now.leavesCarrier(owned.thread().getId(), waits, UnmountedStack.of(continuation));
    } finally {
      owned.leaveWatch();
    }
  }

  @Override
  public void goesOn(OwnedThread owned, Object pause) {
    FlightRecording now = recording;
    if (now != null && owned.enterWatch()) {
      try {
        now.goesOn(pause);
      } finally {
        owned.leaveWatch();
      }
    }
  }

  @Override
  public void gaveUp(OwnedThread owned, Object lock) {
    FlightRecording now = recording;
    if (now != null && owned.kind() != OwnedThread.Kind.INTERNAL && owned.enterWatch()) {
      try {
        now.gaveUp(System.identityHashCode(lock));
      } finally {
        owned.leaveWatch();
      }
    }
  }

  @Override
  public void ended(OwnedThread owned) {
    if (owned.kind() == OwnedThread.Kind.USER) {
      for (CellNotes notes : cells.values()) {
        notes.ended(owned);
      }
    }
  }

  /** Counts what the threads of a cell use, carriers of virtual threads included. */
  public UsageMeter meter(int cell) {
    return notes(cell);
  }

  /** Answers later, on the recorder's thread. */
  public void report(Command.ReportThreads command, Consumer<Event> answer) {
    questions.add(() -> answer.accept(report(command)));
  }

  /** Answers later, on the recorder's thread. */
  public void sample(Command.SampleThreads command, Consumer<Event> answer) {
    questions.add(
        () -> {
          Event.ThreadsSampled sampled =
              new Sampler(command.cell(), virtualDeadlocks).sample(command.id());
          answer.accept(
              new Event.ThreadsSampled(
                  sampled.id(), sampled.nanos(), holders.name(sampled.threads())));
        });
  }

  private Event report(Command.ReportThreads command) {
    CellNotes notes = notes(command.cell());
    Event.RunFacts run = notes.run();
    String file = null;
    String why = "";
    boolean trial = command.cell() == 0;
    if (command.recording() && (trial || notes.hasThreads())) {
      FlightRecording now = recording;
      if (now == null) {
        why = problem;
      } else {
        Path target = folder.resolve("threads-" + command.id() + ".jfr");
        try {
          now.write(notes.beginNanos(), target);
          file = target.toString();
          why = lateStart(run);
        } catch (IOException | RuntimeException e) {
          why = "The recording could not be written to " + target + " (" + e + ").";
        }
      }
    }
    if (trial) {
      giveBackMemory();
    }
    return new Event.ThreadsReported(command.id(), command.cell(), run, notes.threads(), file, why);
  }

  /** What the start of the recording left behind is a good half of a heap that is new. */
  private static void giveBackMemory() {
    Runtime runtime = Runtime.getRuntime();
    if (runtime.totalMemory() - runtime.freeMemory() < SMALL_HEAP_BYTES) {
      System.gc();
    }
  }

  private String lateStart(Event.RunFacts run) {
    long late = recordingSinceNanos - run.beginNanos();
    return late <= 1_000_000
        ? ""
        : "The recording began "
            + late / 1_000_000
            + " ms after the cell: nothing in the cell's own code uses threads.";
  }

  private CellNotes notes(int cell) {
    return cells.computeIfAbsent(cell, CellNotes::new);
  }
}
