package io.interleave.it.threads;

import com.google.gson.JsonParser;
import io.interleave.front.cellvm.CellLaunch;
import io.interleave.front.cellvm.CellVmListener;
import io.interleave.front.cellvm.ChildCellVm;
import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.JShellEngine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.patch.PatchCache;
import io.interleave.front.render.ThreadJson;
import io.interleave.front.report.ThreadReports;
import io.interleave.it.engine.CellJars;
import io.interleave.wire.Comm;
import io.interleave.wire.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** An engine whose cells are reported on, with a real cell JVM. All waits end after 60 s. */
final class ReportedEngine implements AutoCloseable, CellVmListener {
  private static final long LIMIT_SECONDS = 60;

  private final List<Event> events = new ArrayList<>(); // guarded by itself
  private final ThreadReports reports =
      new ThreadReports(this, (cell, wall, cpu, threads, lines) -> {});
  private final ChildCellVm vm;
  private final JShellEngine jshell;
  private final Engine engine;
  private final Map<Event, Long> shown = new IdentityHashMap<>(); // guarded by events
  private int cells;

  ReportedEngine(Path folder, String... userOptions) throws Exception {
    Path libraries = Files.createDirectories(folder.resolve("lib"));
    CellJars.into(libraries);
    Path home = Path.of(System.getProperty("java.home"));
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "interleave-it");
    List<String> own =
        Runtime.version().feature() >= 22
            ? List.of("--enable-native-access=ALL-UNNAMED")
            : List.of();
    String patches = PatchCache.fileFor(home, Files.createDirectories(cache)).toString();
    vm =
        new ChildCellVm(
            new CellLaunch(home, libraries, patches, own, List.of(userOptions)),
            reports.listener());
    jshell =
        new JShellEngine(reports.watching(vm), List.of(libraries.resolve("interleave-api.jar")));
    engine = reports.reporting(jshell, vm);
    jshell.warmUp();
    reports.warmUp(vm, () -> {});
    run("1 + 1"); // behind the start of the recorder
    reports.dump(vm);
  }

  ThreadReports reports() {
    return reports;
  }

  String dump() {
    return reports.dump(vm);
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

  /** Runs a cell of which the code is one method, so that nothing is compiled in between. */
  Report report(String body) throws Exception {
    Outcome defined =
        run("static void test" + (cells + 1) + "() throws Throwable {\n" + body + "\n}");
    if (!(defined instanceof Outcome.Succeeded)) {
      throw new IllegalArgumentException(defined.toString());
    }
    return reportOf("test" + cells + "()");
  }

  /** Runs a cell and gives the last report on it. */
  Report reportOf(String code) throws Exception {
    Outcome outcome = run(code);
    return new Report(outcome, displays(cells));
  }

  void settleMillis(long millis) {
    jshell.settleMillis(millis);
  }

  void interrupt() {
    engine.interrupt();
  }

  /** The number of the last cell. */
  int cell() {
    return cells;
  }

  /** What a cell displayed until now. */
  List<Event.Display> displays(int cell) {
    synchronized (events) {
      return events.stream()
          .filter(event -> event instanceof Event.Display d && d.cell() == cell)
          .map(Event.Display.class::cast)
          .toList();
    }
  }

  /** When the last cell last displayed something of a type, in ms of {@code System.nanoTime}. */
  double shownMillis(String mimeType) {
    synchronized (events) {
      return displays(cells).stream()
              .filter(d -> d.data().containsKey(mimeType))
              .mapToLong(shown::get)
              .max()
              .orElseThrow()
          / 1e6;
    }
  }

  /** All that a cell printed until now. */
  String output(int cell) {
    synchronized (events) {
      return events.stream()
          .filter(event -> event instanceof Event.Output o && o.cell() == cell)
          .map(event -> ((Event.Output) event).text())
          .collect(Collectors.joining());
    }
  }

  /** What the last cell printed as truth on one of its threads, in ms. */
  double truth(String thread, String what) {
    String prefix = "truth " + thread + " " + what + " ";
    synchronized (events) {
      return events.stream()
              .filter(event -> event instanceof Event.Output o && o.cell() == cells)
              .flatMap(event -> ((Event.Output) event).text().lines())
              .filter(line -> line.startsWith(prefix))
              .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
              .sum()
          / 1e6;
    }
  }

  /** Waits for a display of the cell that runs. */
  Event.Display await(String textInIt) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (System.nanoTime() - deadline < 0) {
      synchronized (events) {
        for (Event.Display display : displays(cells)) {
          if (display.data().getOrDefault("text/plain", "").contains(textInIt)) {
            return display;
          }
        }
        TimeUnit.MILLISECONDS.timedWait(events, 100);
      }
    }
    throw new AssertionError(textInIt + " is not among " + displays(cells));
  }

  /** The last report that a cell showed. */
  static Report last(Outcome outcome, List<Event.Display> displays) {
    return new Report(outcome, displays);
  }

  static com.google.gson.JsonObject json(Event.Display display) {
    return JsonParser.parseString(display.data().get(ThreadJson.MIME_TYPE)).getAsJsonObject();
  }

  @Override
  public void event(Event event) {
    synchronized (events) {
      events.add(event);
      if (event instanceof Event.Display) {
        shown.put(event, System.nanoTime());
      }
      events.notifyAll();
    }
  }

  @Override
  public void comm(Comm comm) {}

  @Override
  public void died(String reason) {}

  @Override
  public void close() {
    engine.close();
    vm.close();
  }
}
