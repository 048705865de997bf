package io.interleave.it.engine;

import io.interleave.front.cellvm.CellLaunch;
import io.interleave.front.cellvm.ChildCellVm;
import io.interleave.front.engine.JShellEngine;
import io.interleave.front.engine.Outcome;
import io.interleave.wire.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/** JShell, rewriting, patches and a cell JVM, as a kernel has them. All waits end after 30 s. */
final class RealEngine extends CellRuns {
  private static final long LIMIT_SECONDS = 30;

  private final List<String> deaths = new ArrayList<>(); // guarded by events
  private final ChildCellVm vm;
  private final JShellEngine engine;

  RealEngine(Path folder, String... userOptions) throws Exception {
    super(LIMIT_SECONDS);
    CellLaunch launch = launch(folder, userOptions);
    vm = new ChildCellVm(launch, this);
    engine = new JShellEngine(vm, classPath(launch));
  }

  /** Runs a cell and stops it once it has printed something. */
  Outcome stop(String code) throws Exception {
    CompletableFuture<Outcome> outcome = start(code);
    int cell = cell();
    await(event -> event instanceof Event.Output o && o.cell() == cell);
    TimeUnit.MILLISECONDS.sleep(50); // lets it get into what it is to be stopped in
    engine.interrupt(cell);
    return outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  protected JShellEngine engine() {
    return engine;
  }

  Event await(Predicate<Event> wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    synchronized (events) {
      while (true) {
        for (Event event : events) {
          if (wanted.test(event)) {
            return event;
          }
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new TimeoutException("not among " + events);
        }
        TimeUnit.NANOSECONDS.timedWait(events, left);
      }
    }
  }

  void forget() {
    synchronized (events) {
      events.clear();
    }
  }

  List<String> deaths() {
    synchronized (events) {
      return List.copyOf(deaths);
    }
  }

  /** CPU time that the cell JVM uses within a while. */
  Duration cpuWithin(Duration wall) throws InterruptedException {
    ProcessHandle process = ProcessHandle.of(vm.pid()).orElseThrow();
    Duration before = process.info().totalCpuDuration().orElse(Duration.ZERO);
    TimeUnit.MILLISECONDS.sleep(wall.toMillis());
    return process.info().totalCpuDuration().orElse(Duration.ZERO).minus(before);
  }

  @Override
  public void died(String reason) {
    synchronized (events) {
      deaths.add(reason);
    }
  }

  @Override
  public void close() {
    engine.close();
    vm.close();
  }
}
