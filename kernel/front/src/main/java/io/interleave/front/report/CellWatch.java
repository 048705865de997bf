package io.interleave.front.report;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Outcome;
import io.interleave.front.render.ContentionReport;
import io.interleave.front.render.DeadlockReport;
import io.interleave.front.render.ThreadTable;
import io.interleave.front.render.Timeline;
import io.interleave.front.threads.CellLog;
import io.interleave.front.threads.Deadlock;
import io.interleave.front.threads.Deadlocks;
import io.interleave.front.threads.LockSites;
import io.interleave.front.threads.Pause;
import io.interleave.front.threads.RecordingReader;
import io.interleave.front.threads.ReportBuilder;
import io.interleave.front.threads.Run;
import io.interleave.front.threads.SampleNames;
import io.interleave.front.threads.SampledPauses;
import io.interleave.front.threads.ThreadReport;
import io.interleave.wire.Event;
import io.interleave.wire.Event.Value;
import io.interleave.wire.ThreadFacts;
import io.interleave.wire.ThreadSample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one run of a cell: live from its first second on, and once more when it is over.
 *
 * <p>Threads: {@link #begin} and {@link #end} are called by the one that runs the cell, samples are
 * taken by {@code thread-reports}; the lock guards what both use.
 */
final class CellWatch {
  private static final long SAMPLE_MILLIS = 250;
  private static final int SAMPLES_A_TABLE = 2;
  private static final long LIMIT_MILLIS = 10_000;
  private static final long STOPPED_LIMIT_MILLIS = 1_500;
  private static final long LIVE_AFTER_NANOS = 900_000_000;
  private static final long NOTABLE_LATENESS_NANOS = 1_000_000;
  private static final Value NOTHING = new Value(Map.of("text/html", "", "text/plain", ""), "{}");

  private final Cell cell;
  private final ReportSettings settings;
  private final CountingListener listener;
  private final LockSites sites;
  private final Sampling sampling;
  private final CellLog log;

  // All below is guarded by this.
  private @Nullable ScheduledFuture<?> ticks;
  private @Nullable SampledPauses sampled;
  private Event.@Nullable ThreadsReported latest;
  private final Set<Set<String>> deadlocks = new HashSet<>();
  private boolean over;
  private boolean shown;
  private int sinceTable = SAMPLES_A_TABLE; // samples
  private int process; // the generation of the cell JVM that runs the cell

  /** How a watch gets its samples, and who hears the totals. */
  record Sampling(Questions questions, ScheduledExecutorService clock, Totals totals) {}

  CellWatch(
      Cell cell,
      ReportSettings settings,
      CountingListener listener,
      LockSites sites,
      Sampling sampling) {
    this.cell = cell;
    this.settings = settings;
    this.listener = listener;
    this.sites = sites;
    this.sampling = sampling;
    this.log = listener.begin(cell.id());
  }

  synchronized void begin() {
    if (settings.when() != ReportSettings.When.OFF) {
      ticks =
          sampling
              .clock()
              .scheduleWithFixedDelay(
                  this::tick, SAMPLE_MILLIS, SAMPLE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tick() {
    int generation = sampling.questions().generation();
    Optional<Event.ThreadsReported> facts = sampling.questions().report(cell.id(), false);
    Optional<Event.ThreadsSampled> sample = sampling.questions().sample(cell.id());
    synchronized (this) {
      if (over || facts.isEmpty() || sample.isEmpty() || isAnother(generation)) {
        return;
      }
      latest = facts.get();
      process = generation;
      SampledPauses pauses = sampled;
      if (pauses == null) {
        pauses = new SampledPauses(sites, facts.get().run().beginNanos());
        sampled = pauses;
      }
      pauses.add(sample.get());
      sinceTable++;
      showDeadlocks(sample.get().threads());
      long ran = facts.get().run().endNanos() - facts.get().run().beginNanos();
      boolean due = ran >= LIVE_AFTER_NANOS && sinceTable >= SAMPLES_A_TABLE;
      if (due && wanted(facts.get())) {
        sinceTable = 0;
        show(live(facts.get(), pauses));
      }
    }
  }

  /** Whether the process that ran the cell died meanwhile: the next one knows nothing of it. */
  private boolean isAnother(int generation) {
    return generation != sampling.questions().generation()
        || latest != null && generation != process;
  }

  private void showDeadlocks(List<ThreadSample> samples) {
    for (Deadlock deadlock : new Deadlocks(sites).of(samples)) {
      Set<String> names = new HashSet<>();
      deadlock.members().forEach(member -> names.add(member.thread()));
      if (deadlocks.add(names)) {
        display(new DeadlockReport(deadlock).bundle(), null, false);
      }
    }
  }

  private boolean wanted(Event.ThreadsReported facts) {
    return switch (settings.when()) {
      case OFF -> false;
      case ALWAYS -> !facts.threads().isEmpty();
      case AUTO ->
          !settings.omits(cell.id())
              && facts.threads().stream().anyMatch(t -> t.kind() != ThreadFacts.Kind.MAIN);
    };
  }

  private ThreadReport live(Event.ThreadsReported facts, SampledPauses pauses) {
    return builder()
        .build(
            facts,
            pauses.pauses(),
            Map.of(),
            true,
            List.of("Figures of now; states are sampled four times a second."));
  }

  private ReportBuilder builder() {
    Run.Machine machine =
        new Run.Machine(
            Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
    return new ReportBuilder(cell.title(), machine, log);
  }

  /**
   * The cell is over: shows its report.
   *
   * @param outcome null when the engine failed
   */
  void end(@Nullable Outcome outcome) {
    stopTicks();
    boolean shows = settings.when() != ReportSettings.When.OFF;
    if (outcome instanceof Outcome.CellDied) {
      showLast();
    } else if (!(outcome instanceof Outcome.DidNotCompile)) {
      // After a stop the cell JVM may be one that does not answer at all.
      long limit = outcome instanceof Outcome.Interrupted ? STOPPED_LIMIT_MILLIS : LIMIT_MILLIS;
      sampling.questions().report(cell.id(), shows, limit).ifPresent(this::showFinal);
    }
    settings.forget(cell.id());
    listener.end(cell.id());
  }

  private synchronized void stopTicks() {
    over = true;
    if (ticks != null) {
      ticks.cancel(false);
    }
  }

  /** What was known when the cell JVM died. */
  private synchronized void showLast() {
    Event.ThreadsReported facts = latest;
    SampledPauses pauses = sampled;
    if (facts != null && pauses != null && wanted(facts)) {
      List<String> notes =
          List.of(
              "The cell's JVM died; this is what was known up to a quarter of a second before.");
      showLastly(builder().build(facts, pauses.pauses(), Map.of(), false, notes));
    }
  }

  private void total(Event.ThreadsReported facts) {
    Totals.Took took = Totals.Took.of(facts, ReportBuilder.wallNanos(facts), log.lines());
    sampling.totals().ran(cell, took);
  }

  private void showFinal(Event.ThreadsReported facts) {
    total(facts);
    List<String> notes = new ArrayList<>();
    List<Pause> pauses = pauses(facts, notes);
    if (!wanted(facts)) {
      return;
    }
    Map<Long, SampleNames.Now> now = new HashMap<>();
    if (facts.threads().stream().anyMatch(CellWatch::goesOn)) {
      SampleNames names = new SampleNames(sites);
      sampling
          .questions()
          .sample(0)
          .ifPresent(s -> s.threads().forEach(t -> now.put(t.id(), names.now(t))));
    }
    ThreadReport report = builder().build(facts, pauses, now, false, notes);
    synchronized (this) {
      showLastly(report);
      Timeline timeline = new Timeline(report);
      display(timeline.bundle(settings.image() == ReportSettings.Image.PNG), null, false);
      ContentionReport contention = new ContentionReport(report);
      if (contention.notable()) {
        display(contention.bundle(), null, false);
      }
    }
  }

  private static boolean goesOn(ThreadFacts thread) {
    return thread.fate() == ThreadFacts.Fate.ALIVE && thread.kind() != ThreadFacts.Kind.MAIN;
  }

  private @Nullable List<Pause> pauses(Event.ThreadsReported facts, List<String> notes) {
    if (!facts.problem().isEmpty()) {
      notes.add(facts.problem());
    }
    String recording = facts.recording();
    if (recording == null) {
      return null;
    }
    Path file = Path.of(recording);
    try {
      RecordingReader.Reading reading =
          new RecordingReader(sites).read(file, facts.run().beginNanos(), facts.run().endNanos());
      if (!reading.complete()) {
        notes.add("There were too many pauses to read all of them.");
      }
      List<Pause> pauses = reading.pauses();
      if (reading.sinceNanos() - facts.run().beginNanos() > NOTABLE_LATENESS_NANOS) {
        pauses.addAll(sampledBefore(reading.sinceNanos()));
        notes.add("Until then states are sampled four times a second.");
      }
      pauses.addAll(nativeCalls());
      return pauses;
    } catch (IOException | RuntimeException e) {
      notes.add("The recording could not be read (" + e + "), so states are not known.");
      return null;
    } finally {
      delete(file);
    }
  }

  private synchronized List<Pause> nativeCalls() {
    return sampled == null ? List.of() : sampled.nativeCalls();
  }

  /** A pause that goes on when a recording begins is not in it either. */
  private synchronized List<Pause> sampledBefore(long nanos) {
    SampledPauses pauses = sampled;
    return pauses == null
        ? List.of()
        : pauses.pauses().stream().filter(p -> p.from() - nanos < 0).toList();
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      return; // it goes with its folder
    }
  }

  private void show(ThreadReport report) {
    display(new ThreadTable(report).bundle(), liveId(), shown);
    shown = true;
  }

  /** The table of a cell that is over stands behind what it printed; the live one makes way. */
  private void showLastly(ThreadReport report) {
    if (shown) {
      display(NOTHING, liveId(), true);
    }
    display(new ThreadTable(report).bundle(), null, false);
  }

  private String liveId() {
    return "interleave-threads-" + cell.id();
  }

  private void display(Value value, @Nullable String id, boolean update) {
    listener.event(new Event.Display(cell.id(), value.data(), value.metadataJson(), id, update));
  }
}
