package io.interleave.it.threads;

import com.google.gson.JsonParser;
import io.interleave.front.cellvm.CellLaunch;
import io.interleave.front.cellvm.ChildCellVm;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.JShellEngine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.render.ThreadJson;
import io.interleave.front.report.ThreadReports;
import io.interleave.it.engine.CellRuns;
import io.interleave.wire.Event;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An engine whose cells are reported on, with a real cell JVM. All waits end after a while. */
final class ReportedEngine extends CellRuns {
  private static final long LIMIT_SECONDS = 60;

  private final ThreadReports reports = new ThreadReports(this, (cell, took) -> {});
  private final ChildCellVm vm;
  private final JShellEngine jshell;
  private final Engine engine;
  private final Map<Event, Long> shown = new IdentityHashMap<>(); // guarded by events
  private final long limitSeconds;

  ReportedEngine(Path folder, String... userOptions) throws Exception {
    this(LIMIT_SECONDS, folder, userOptions);
  }

  /** An engine for cells that may take longer. */
  ReportedEngine(long limitSeconds, Path folder, String... userOptions) throws Exception {
    super(limitSeconds);
    this.limitSeconds = limitSeconds;
    CellLaunch launch = launch(folder, userOptions);
    vm = new ChildCellVm(launch, reports.listener());
    jshell = new JShellEngine(reports.watching(vm), classPath(launch));
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

  /** Runs a cell of which the code is one method, so that nothing is compiled in between. */
  Report report(String body) throws Exception {
    Outcome defined =
        run("static void test" + (cell() + 1) + "() throws Throwable {\n" + body + "\n}");
    if (!(defined instanceof Outcome.Succeeded)) {
      throw new IllegalArgumentException(defined.toString());
    }
    return reportOf("test" + cell() + "()");
  }

  /** Runs a cell and gives the last report on it. */
  Report reportOf(String code) throws Exception {
    Outcome outcome = run(code);
    return new Report(outcome, displays(cell()));
  }

  void settleMillis(long millis) {
    jshell.settleMillis(millis);
  }

  void interrupt() {
    engine.interrupt(cell());
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
      return displays(cell()).stream()
              .filter(d -> d.data().containsKey(mimeType))
              .mapToLong(shown::get)
              .max()
              .orElseThrow()
          / 1e6;
    }
  }

  /** What the last cell printed as truth on one of its threads, in ms. */
  double truth(String thread, String what) {
    String prefix = "truth " + thread + " " + what + " ";
    synchronized (events) {
      return events.stream()
              .filter(event -> event instanceof Event.Output o && o.cell() == cell())
              .flatMap(event -> ((Event.Output) event).text().lines())
              .filter(line -> line.startsWith(prefix))
              .mapToLong(line -> Long.parseLong(line.substring(prefix.length())))
              .sum()
          / 1e6;
    }
  }

  /** Waits for a display of the cell that runs. */
  Event.Display await(String textInIt) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitSeconds);
    while (System.nanoTime() - deadline < 0) {
      synchronized (events) {
        for (Event.Display display : displays(cell())) {
          if (display.data().getOrDefault("text/plain", "").contains(textInIt)) {
            return display;
          }
        }
        TimeUnit.MILLISECONDS.timedWait(events, 100);
      }
    }
    throw new AssertionError(textInIt + " is not among " + displays(cell()));
  }

  /** The last report that a cell showed. */
  static Report last(Outcome outcome, List<Event.Display> displays) {
    return new Report(outcome, displays);
  }

  static com.google.gson.JsonObject json(Event.Display display) {
    return JsonParser.parseString(display.data().get(ThreadJson.MIME_TYPE)).getAsJsonObject();
  }

  @Override
  protected Engine engine() {
    return engine;
  }

  @Override
  public void event(Event event) {
    synchronized (events) {
      if (event instanceof Event.Display) {
        shown.put(event, System.nanoTime());
      }
      super.event(event);
    }
  }

  @Override
  public void close() {
    engine.close();
    vm.close();
  }
}
