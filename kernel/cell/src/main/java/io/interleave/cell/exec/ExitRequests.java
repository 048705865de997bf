package io.interleave.cell.exec;

import io.interleave.cell.owner.Owners;
import io.interleave.cell.stop.StopRequests;
import io.interleave.cell.stop.Stopper;
import io.interleave.cell.streams.FrameQueue;
import io.interleave.hooks.Exit;
import io.interleave.hooks.StopSignal;
import io.interleave.wire.Event;

/** Turns {@code System.exit} and its relatives into the end of the cell that called it. */
public final class ExitRequests implements Exit.Handler {
  private final Owners owners;
  private final StopRequests requests;
  private final Stopper stopper;
  private final MainThread main;
  private final FrameQueue queue;

  public ExitRequests(
      Owners owners, StopRequests requests, Stopper stopper, MainThread main, FrameQueue queue) {
    this.owners = owners;
    this.requests = requests;
    this.stopper = stopper;
    this.main = main;
    this.queue = queue;
  }

  @Override
  public void requested(int status) {
    Thread caller = Thread.currentThread();
    int cell = owners.working();
    if (!requests.wasStopped(cell)) {
      boolean bodyOver = main.running(cell) == null;
      requests.exit(cell, status);
      if (bodyOver) {
        String said =
            "Thread "
                + caller.getName()
                + " called System.exit("
                + status
                + "): all threads of the cell were ended; the JVM goes on.\n";
        queue.send(
            new Event.Output(cell, caller.getId(), Event.Stream.STDERR, System.nanoTime(), said));
      }
      stopper.stop(cell, survivors -> {});
    }
    throw StopSignal.INSTANCE;
  }
}
