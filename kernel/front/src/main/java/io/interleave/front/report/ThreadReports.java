package io.interleave.front.report;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmListener;
import io.interleave.front.engine.Engine;
import io.interleave.front.render.ThreadDump;
import io.interleave.front.threads.LockSites;
import io.interleave.front.threads.SampleNames;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/** Makes and shows the reports of all cells of a kernel. */
public final class ThreadReports {
  private final CountingListener listener;
  private final Totals totals;
  private final LockSites sites = new LockSites();
  private final ReportSettings settings = new ReportSettings();
  private final Map<Integer, String> titles = new ConcurrentHashMap<>();
  private final ScheduledExecutorService sampler =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "thread-reports");
            thread.setDaemon(true);
            return thread;
          });

  private final LongQuiet quiet = new LongQuiet(sampler, LongQuiet.MILLIS);
  private @Nullable Recordings recordings; // guarded by this
  private volatile Runnable afterFirstCell = () -> {};

  /**
   * @param next gets all events of the cell JVM and the reports, as displays
   */
  public ThreadReports(CellVmListener next, Totals totals) {
    this.listener = new CountingListener(next);
    this.totals = totals;
  }

  /** The listener for the cell JVM. */
  public CellVmListener listener() {
    return listener;
  }

  /** The cell JVM for the engine. */
  public CellVm watching(CellVm cellVm) {
    return new WatchedCellVm(cellVm, sites, recordings(cellVm));
  }

  /** The engine for the session. */
  public Engine reporting(Engine engine, CellVm cellVm) {
    Questions questions = new Questions(cellVm);
    return new ReportingEngine(
        engine,
        recordings(cellVm),
        quiet,
        cell -> {
          titles.put(cell.id(), cell.title());
          return new CellWatch(
              cell, settings, listener, sites, new CellWatch.Sampling(questions, sampler, totals));
        });
  }

  /**
   * Loads what the first report needs, in the background and when no cell runs.
   *
   * @param then what can wait until the first cell is over, too
   */
  public void warmUp(CellVm cellVm, Runnable then) {
    afterFirstCell = then;
    recordings(cellVm).beginWhenQuiet();
  }

  /**
   * Has something done that a learner shall not notice: each time a cell was over and no other has
   * run for some seconds.
   *
   * @param work returns soon; live tables wait for it
   */
  public void whenQuietForLong(Runnable work) {
    quiet.then(work);
  }

  private synchronized Recordings recordings(CellVm cellVm) {
    Recordings known = recordings;
    if (known == null) {
      WarmUp warmUp = new WarmUp(new Questions(cellVm));
      known = new Recordings(cellVm, sampler, warmUp::run, () -> afterFirstCell.run());
      recordings = known;
    }
    return known;
  }

  public ReportSettings settings() {
    return settings;
  }

  /** All live threads of user code, as text. */
  public String dump(CellVm cellVm) {
    return new Questions(cellVm)
        .sample(0)
        .map(
            sampled ->
                new ThreadDump(
                        sampled.threads(),
                        new SampleNames(sites),
                        cell -> titles.getOrDefault(cell, "-"))
                    .text())
        .orElse("The cell's JVM did not answer within 10 s.");
  }
}
