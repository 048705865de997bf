package io.interleave.it.cost;

import io.interleave.cell.recorder.Recorder;
import io.interleave.hooks.Ownership;
import io.interleave.wire.Command;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;

/**
 * Makes each iteration the run of a cell, with the recorder of the cell JVM at work and asked four
 * times a second, as the front asks it. A profiler, because JMH calls those on the thread that then
 * starts the workers, as a cell's own thread starts others. Not for use in the driver's JVM.
 */
public final class CellSetUp implements InternalProfiler {
  /** The system property that names the folder for what the recorder leaves to the front. */
  static final String FOLDER = "interleave.cost.folder";

  private static final long START_SECONDS = 60;
  private static final long ASKED_EVERY_MILLIS = 250;

  private @Nullable Recorder recorder;
  private volatile int cell;

  @Override
  public String getDescription() {
    return "Iterations run as cells of Interleave";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    Recorder running = recorder;
    if (running == null) {
      running = start();
      recorder = running;
    }
    CellConditions.check();
    int next = cell + 1;
    running.cellBegins(next);
    Ownership.begin(next);
    running.bodyBegins(next);
    cell = next;
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    Recorder running = recorder;
    if (running != null) {
      running.bodyEnds(cell);
      running.settled(cell);
    }
    CellConditions.check(); // the recorder ends the recording when the disk gets full
    return List.of();
  }

  private Recorder start() {
    Recorder started = new Recorder(Path.of(System.getProperty(FOLDER, "")), List.of());
    CountDownLatch records = new CountDownLatch(1);
    begin("recorder", started);
    started.start(records::countDown);
    try {
      if (!records.await(START_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the recorder did not start");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    begin("front", () -> ask(started));
    return started;
  }

  private static void begin(String name, Runnable body) {
    Thread thread = new Thread(body, "interleave-" + name);
    thread.setDaemon(true); // JMH waits for others to end
    thread.start();
    if (Ownership.find(thread) == null) {
      throw new IllegalStateException("Thread.start is not patched");
    }
  }

  private void ask(Recorder asked) {
    try {
      for (long id = 1; true; id += 2) {
        TimeUnit.MILLISECONDS.sleep(ASKED_EVERY_MILLIS);
        asked.report(new Command.ReportThreads(id, cell, false), event -> {});
        asked.sample(new Command.SampleThreads(id + 1, cell), event -> {});
      }
    } catch (InterruptedException e) {
      return; // nobody interrupts this thread but to end it
    }
  }
}
