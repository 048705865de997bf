package io.interleave.front.engine;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Event.RunningWork;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Stops runs. Each interrupt has a thread of its own, because its caller must not wait and the cell
 * JVM may not answer.
 */
final class Interrupter {
  private static final String REPLACED =
      "The cell's JVM did not answer an interrupt and was replaced.";
  private static final long REPEAT_MILLIS = 500;

  private final CellVm vm;
  private final Wire wire;
  private final long patienceMillis;
  private volatile int unresponsiveGeneration = -1;

  /**
   * @param patienceMillis how long the cell JVM has to answer; and twice that for a cell to end of
   *     which it says that nothing runs
   */
  Interrupter(CellVm vm, Wire wire, long patienceMillis) {
    this.vm = vm;
    this.wire = wire;
    this.patienceMillis = patienceMillis;
  }

  void interrupt(Run run) {
    boolean first = run.interrupt();
    if (unresponsiveGeneration == vm.generation()) {
      run.survivors().complete(List.of());
      vm.replace(REPLACED);
      return;
    }
    if (first) {
      run.survivors()
          .copy()
          .orTimeout(patienceMillis, TimeUnit.MILLISECONDS)
          .whenComplete((survivors, late) -> giveUp(run, late));
      Thread thread = new Thread(() -> stop(run), "engine-interrupt");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void giveUp(Run run, @Nullable Throwable late) {
    if (late != null && run.survivors().complete(List.of(unresponsive()))) {
      unresponsiveGeneration = vm.generation();
      wire.abandon();
    }
  }

  private RunningWork unresponsive() {
    return new RunningWork(
        "the cell's JVM",
        "",
        "it has not answered for "
            + patienceMillis / 1000
            + " s; interrupt again to replace it (variables are lost then)");
  }

  /** Repeats itself: what the run does next may have crossed the interrupt on its way. */
  private void stop(Run run) {
    try {
      long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2 * patienceMillis);
      do {
        Event event = vm.call(id -> new Command.Interrupt(id, run.cell().id()));
        unresponsiveGeneration = -1; // it answers after all
        if (event instanceof Event.Interrupted interrupted) {
          run.survivors().complete(interrupted.survivors());
        } else {
          run.survivors().complete(List.of());
        }
      } while (!run.ended().await(REPEAT_MILLIS, TimeUnit.MILLISECONDS)
          && System.nanoTime() - end < 0);
      if (run.ended().getCount() > 0 && wire.isWaiting()) {
        // It says that nothing of the cell runs, and never answers for it.
        unresponsiveGeneration = vm.generation();
        wire.abandon();
      }
    } catch (CellVmDiedException e) {
      run.survivors().complete(List.of()); // the run sees the end of the process itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
