package io.interleave.it.engine;

import io.interleave.front.cellvm.CellLaunch;
import io.interleave.front.cellvm.CellVmListener;
import io.interleave.front.cellvm.ChildCellVm;
import io.interleave.front.engine.Cell;
import io.interleave.front.engine.JShellEngine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.patch.PatchCache;
import io.interleave.wire.Comm;
import io.interleave.wire.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** JShell, rewriting, patches and a cell JVM, as a kernel has them. All waits end after 30 s. */
final class RealEngine implements AutoCloseable, CellVmListener {
  private static final long LIMIT_SECONDS = 30;

  private final List<Event> events = new ArrayList<>(); // guarded by itself
  private final List<String> deaths = new ArrayList<>(); // guarded by events
  private final ChildCellVm vm;
  private final JShellEngine engine;
  private int cells;

  RealEngine(Path folder, String... userOptions) throws Exception {
    Path libraries = Files.createDirectories(folder.resolve("lib"));
    CellJars.into(libraries);
    Path home = Path.of(System.getProperty("java.home"));
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "interleave-it");
    List<String> own =
        Runtime.version().feature() >= 22
            ? List.of("--enable-native-access=ALL-UNNAMED")
            : List.of();
    String patches = PatchCache.fileFor(home, Files.createDirectories(cache)).toString();
    vm = new ChildCellVm(new CellLaunch(home, libraries, patches, own, List.of(userOptions)), this);
    engine = new JShellEngine(vm, List.of(libraries.resolve("interleave-api.jar")));
  }

  /** Runs a cell on a thread of its own. */
  CompletableFuture<Outcome> start(String code) {
    int cell = ++cells;
    return CompletableFuture.supplyAsync(
        () -> engine.execute(new Cell(cell, "cell " + cell, code, false), notice -> {}),
        command -> new Thread(command, "test-cell").start());
  }

  Outcome run(String code) throws Exception {
    return start(code).get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Runs a cell and stops it once it has printed something. */
  Outcome stop(String code) throws Exception {
    CompletableFuture<Outcome> outcome = start(code);
    int cell = cells;
    await(event -> event instanceof Event.Output o && o.cell() == cell);
    TimeUnit.MILLISECONDS.sleep(50); // lets it get into what it is to be stopped in
    engine.interrupt();
    return outcome.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  JShellEngine engine() {
    return engine;
  }

  /** The number of the last cell. */
  int cell() {
    return cells;
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

  String text(int cell) {
    synchronized (events) {
      return events.stream()
          .map(event -> event instanceof Event.Output o && o.cell() == cell ? o.text() : "")
          .collect(Collectors.joining());
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
  public void event(Event event) {
    synchronized (events) {
      events.add(event);
      events.notifyAll();
    }
  }

  @Override
  public void comm(Comm comm) {}

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
