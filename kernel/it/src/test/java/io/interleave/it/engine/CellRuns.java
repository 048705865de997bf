package io.interleave.it.engine;

import io.interleave.front.cellvm.CellLaunch;
import io.interleave.front.cellvm.CellVmListener;
import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.patch.PatchCache;
import io.interleave.wire.Comm;
import io.interleave.wire.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Cells that run in a real cell JVM, and all that it said. */
public abstract class CellRuns implements AutoCloseable, CellVmListener {
  /** What the cell JVM said; guarded by itself. */
  protected final List<Event> events = new ArrayList<>();

  private final long limitSeconds;
  private int cells;

  protected CellRuns(long limitSeconds) {
    this.limitSeconds = limitSeconds;
  }

  /** A cell JVM as a kernel has it, its jars in the folder. */
  public static CellLaunch launch(Path folder, String... userOptions) throws IOException {
    Path libraries = Files.createDirectories(folder.resolve("lib"));
    CellJars.into(libraries);
    Path home = Path.of(System.getProperty("java.home"));
    Path cache = Path.of(System.getProperty("java.io.tmpdir"), "interleave-it");
    List<String> own =
        Runtime.version().feature() >= 22
            ? List.of("--enable-native-access=ALL-UNNAMED")
            : List.of();
    String patches = PatchCache.fileFor(home, Files.createDirectories(cache)).toString();
    return new CellLaunch(home, libraries, patches, own, List.of(userOptions));
  }

  /** What cells may use beside the JDK. */
  protected static List<Path> classPath(CellLaunch launch) {
    return List.of(launch.libraries().resolve("interleave-api.jar"));
  }

  /** Runs the cells. */
  protected abstract Engine engine();

  /** Runs a cell on a thread of its own. */
  public CompletableFuture<Outcome> start(String code) {
    int cell = ++cells;
    return CompletableFuture.supplyAsync(
        () -> engine().execute(new Cell(cell, "cell " + cell, code, false), notice -> {}),
        command -> new Thread(command, "test-cell").start());
  }

  /** Runs a cell to its end. */
  public Outcome run(String code) throws Exception {
    return start(code).get(limitSeconds, TimeUnit.SECONDS);
  }

  /** The number of the last cell. */
  public int cell() {
    return cells;
  }

  /** All that a cell printed until now. */
  public String output(int cell) {
    synchronized (events) {
      return events.stream()
          .map(event -> event instanceof Event.Output o && o.cell() == cell ? o.text() : "")
          .collect(Collectors.joining());
    }
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
  public void died(String reason) {}

  @Override
  public abstract void close();
}
