package io.interleave.front.report;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.wire.Command;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Decides when the cell JVM begins to record. That takes some 0.3 s of CPU, which a first cell
 * without threads should not have to share: so either it is before the first code that may use
 * threads, or when no cell runs. Each process of the cell JVM is asked once.
 */
final class Recordings {
  private static final long QUIET_MILLIS = 250;

  private final CellVm cellVm;
  private final ScheduledExecutorService clock;
  private final Runnable warmUp;
  private final Runnable afterFirstCell;
  private final Object beginning = new Object();
  private int recorded; // the generation that records; guarded by beginning
  private int running; // guarded by this
  private boolean used; // guarded by this
  private boolean warm; // used on the clock's thread
  private boolean followed; // used on the clock's thread

  /**
   * @param clock runs what happens when no cell runs
   * @param warmUp what else is done once, behind the first beginning in the background
   * @param afterFirstCell what is done once when a cell has run, too: a kernel that nobody uses
   *     shall stay small
   */
  Recordings(
      CellVm cellVm, ScheduledExecutorService clock, Runnable warmUp, Runnable afterFirstCell) {
    this.cellVm = cellVm;
    this.clock = clock;
    this.warmUp = warmUp;
    this.afterFirstCell = afterFirstCell;
  }

  /**
   * Returns when the cell JVM records, or cannot.
   *
   * @throws CellVmDiedException when its process ended meanwhile; what was to follow must not go to
   *     the next one, which knows nothing of it
   */
  void begin() throws CellVmDiedException {
    synchronized (beginning) {
      int generation = cellVm.generation();
      if (recorded != generation) {
        cellVm.call(Command.StartRecording::new);
        recorded = generation;
      }
    }
  }

  /** Begins in the background as soon as no cell has run for a moment. */
  void beginWhenQuiet() {
    clock.schedule(this::whenQuiet, QUIET_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void whenQuiet() {
    boolean follows;
    synchronized (this) {
      if (running > 0) {
        return; // its end asks again
      }
      follows = used && !followed;
    }
    try {
      begin();
    } catch (CellVmDiedException e) {
      return; // the end of the next cell asks again
    }
    if (!warm) {
      warm = true;
      warmUp.run();
    }
    if (follows) {
      followed = true;
      afterFirstCell.run();
    }
  }

  synchronized void cellBegins() {
    running++;
  }

  void cellEnds() {
    synchronized (this) {
      running--;
      used = true;
    }
    beginWhenQuiet();
  }
}
