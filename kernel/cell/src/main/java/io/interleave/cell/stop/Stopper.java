package io.interleave.cell.stop;

import io.interleave.cell.owner.Owners;
import io.interleave.wire.Event.RunningWork;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Takes requests to stop cells and carries them out. The body of {@code interleave-stop}. */
public final class Stopper implements Runnable {
  private static final long IDLE_SECONDS = 2;

  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final StopRequests requests;
  private final StopLadder ladder;

  private record Job(int cell, Consumer<List<RunningWork>> done) {}

  /**
   * Makes a stopper that does nothing until it is run.
   *
   * @param wakePrinting wakes threads that wait for the front to take their text
   */
  public Stopper(Owners owners, StopRequests requests, MainBody main, Runnable wakePrinting) {
    this.requests = requests;
    this.ladder = new StopLadder(owners, requests, main, wakePrinting);
  }

  /** Stops a cell; {@code done} gets what could not be stopped, on thread interleave-stop. */
  public void stop(int cell, Consumer<List<RunningWork>> done) {
    requests.stop(cell);
    jobs.add(new Job(cell, done));
  }

  @Override
  public void run() {
    try {
      Job first = jobs.poll(IDLE_SECONDS, TimeUnit.SECONDS);
      if (first == null) {
        ladder
            .prepare(); // when the start is over, so that the first stop is as quick as later ones
        first = jobs.take();
      }
      for (Job job = first; ; job = jobs.take()) {
        job.done().accept(ladder.stop(job.cell()));
      }
    } catch (InterruptedException e) {
      return; // nobody interrupts this thread but to end it
    }
  }
}
