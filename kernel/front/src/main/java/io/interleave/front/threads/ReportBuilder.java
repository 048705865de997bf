package io.interleave.front.threads;

import io.interleave.wire.Event;
import io.interleave.wire.Event.RunFacts;
import io.interleave.wire.ThreadFacts;
import io.interleave.wire.ThreadFacts.Fate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Makes a report of what the cell JVM noted, what was recorded and what was printed. */
public final class ReportBuilder {
  private static final long NOTABLE_GAP_NANOS = 50_000_000;

  private final String title;
  private final Run.Machine machine;
  private final CellLog log;

  public ReportBuilder(String title, Run.Machine machine, CellLog log) {
    this.title = title;
    this.machine = machine;
    this.log = log;
  }

  /** How long the cell took, without what it only waited for the compiler. */
  public static long wallNanos(Event.ThreadsReported facts) {
    return new CellClock(facts.run(), facts.threads()).wall();
  }

  /**
   * Builds the report.
   *
   * @param pauses what was recorded or sampled; null when states are not known
   * @param now what live threads do at the end, by their ids: a pause is recorded when it is over
   * @param running whether the cell still runs
   * @param notes sentences about how it was measured
   */
  public ThreadReport build(
      Event.ThreadsReported facts,
      @Nullable List<Pause> pauses,
      Map<Long, SampleNames.Now> now,
      boolean running,
      List<String> notes) {
    RunFacts run = facts.run();
    CellClock clock = new CellClock(run, facts.threads());
    Map<Long, String> names = names(facts.threads());
    Map<Long, List<Pause>> byThread = new HashMap<>();
    if (pauses != null) {
      for (Pause pause : pauses) {
        byThread.computeIfAbsent(pause.threadId(), k -> new ArrayList<>()).add(pause);
      }
    }
    Endings endings = new Endings(run.beginNanos(), facts.threads());
    List<ThreadRow> rows = new ArrayList<>();
    List<Span> spans = new ArrayList<>();
    for (ThreadFacts thread : facts.threads()) {
      long start = clock.at(thread.startNanos());
      long stop = Math.max(start, stop(thread, run, clock));
      List<Span> own =
          spans(byThread.getOrDefault(thread.id(), List.of()), thread, start, stop, clock, endings);
      lastPause(thread, now.get(thread.id()), own, start, stop);
      Times times =
          pauses == null ? unrecorded(thread, stop - start) : times(thread, stop - start, own);
      List<Pause> sampled = byThread.getOrDefault(thread.id(), List.of());
      own.addAll(new NativeCalls(clock, times).beside(own, sampled, start, stop));
      own.sort(Comparator.comparingLong(Span::from));
      spans.addAll(own);
      rows.add(row(thread, rows.size(), start, times, names));
    }
    List<HandOff> handOffs =
        pauses == null ? List.of() : new HandOffs(clock, names.keySet()).of(pauses);
    List<String> allNotes = new ArrayList<>(notes);
    OptionalLong cpu = cpu(facts, rows, allNotes);
    if (clock.stopped() >= NOTABLE_GAP_NANOS) {
      allNotes.add(
          clock.stopped() / 1_000_000
              + " ms for which the cell only waited for the compiler, between its statements, are"
              + " left out.");
    }
    if (run.unlisted() > 0) {
      allNotes.add(run.unlisted() + " more threads were counted only.");
    }
    return new ThreadReport(
        new Run(title, clock.at(run.bodyEndNanos()), clock.wall(), cpu, machine, running),
        rows,
        new ThreadReport.Timeline(spans, handOffs, ticks(clock)),
        LockUse.of(spans, handOffs),
        allNotes);
  }

  private static Map<Long, String> names(List<ThreadFacts> threads) {
    Map<Long, String> names = new HashMap<>();
    for (ThreadFacts thread : threads) {
      names.put(thread.id(), thread.name());
    }
    return names;
  }

  private static long stop(ThreadFacts thread, RunFacts run, CellClock clock) {
    if (thread.kind() == ThreadFacts.Kind.MAIN) {
      return clock.at(run.bodyEndNanos());
    }
    return clock.at(thread.fate() == Fate.ALIVE ? run.endNanos() : thread.endNanos());
  }

  private List<Span> spans(
      List<Pause> pauses,
      ThreadFacts thread,
      long start,
      long stop,
      CellClock clock,
      Endings endings) {
    List<Pause> sorted = new ArrayList<>(pauses);
    sorted.removeIf(p -> p.state() == State.UNACCOUNTED);
    sorted.sort(
        Comparator.comparingLong((Pause p) -> clock.at(p.from()))
            .thenComparing(Comparator.comparingLong((Pause p) -> p.to() - p.from()).reversed()));
    List<Span> spans = new ArrayList<>();
    long at = start;
    for (Pause pause : sorted) {
      long from = Math.max(at, clock.at(pause.from()));
      long to = Math.min(stop, clock.at(pause.to()));
      if (to > from) {
        String what = pause.what();
        if (what.equals("join()")) {
          what = "join(" + endings.joined(pause.to()) + ")";
        } else if (thread.kind() == ThreadFacts.Kind.MAIN
            && pause.where().isEmpty()
            && pause.state() == State.WAITING) {
          what = "compiler";
        }
        spans.add(new Span(thread.id(), pause.state(), from, to, what, pause.where()));
        at = to;
      }
    }
    return spans;
  }

  /** Adds the pause that goes on at the end, of the length that nothing else explains. */
  private static void lastPause(
      ThreadFacts thread, SampleNames.@Nullable Now now, List<Span> own, long start, long stop) {
    if (now == null || now.state() == State.RUNNING || thread.fate() != Fate.ALIVE) {
      return;
    }
    long last = own.isEmpty() ? start : own.get(own.size() - 1).to();
    long ran = Math.max(0, thread.cpuNanos()) + Math.max(0, thread.readyNanos());
    long paused = own.stream().mapToLong(Span::nanos).sum();
    long from = Math.max(last, stop - Math.max(0, stop - start - ran - paused));
    if (stop > from) {
      own.add(new Span(thread.id(), now.state(), from, stop, now.what(), now.where()));
    }
  }

  private static Times unrecorded(ThreadFacts thread, long wall) {
    OptionalLong none = OptionalLong.empty();
    return new Times(
        wall, optional(thread.cpuNanos()), optional(thread.readyNanos()), none, none, none, none);
  }

  private static Times times(ThreadFacts thread, long wall, List<Span> spans) {
    long[] sums = new long[State.values().length];
    for (Span span : spans) {
      sums[span.state().ordinal()] += span.nanos();
    }
    long paused =
        sums[State.SLEEPING.ordinal()]
            + sums[State.BLOCKED.ordinal()]
            + sums[State.WAITING.ordinal()]
            + sums[State.IO.ordinal()];
    OptionalLong cpu = optional(thread.cpuNanos());
    OptionalLong ready = optional(thread.readyNanos());
    if (ready.isPresent() && cpu.isPresent()) {
      // A thread that wakes up is ready until it gets a core; the recording counts that as a pause.
      long outside = Math.max(0, wall - cpu.getAsLong() - paused);
      ready = OptionalLong.of(Math.min(ready.getAsLong(), outside));
    }
    // Nobody computes while he waits: what is too much is what recording a pause took inside of it.
    long excess = Math.max(0, cpu.orElse(0) + paused - wall);
    int longest = State.SLEEPING.ordinal();
    for (State state : List.of(State.BLOCKED, State.WAITING, State.IO)) {
      longest = sums[state.ordinal()] > sums[longest] ? state.ordinal() : longest;
    }
    sums[longest] -= Math.min(excess, sums[longest]);
    return new Times(
        wall,
        cpu,
        ready,
        OptionalLong.of(sums[State.SLEEPING.ordinal()]),
        OptionalLong.of(sums[State.BLOCKED.ordinal()]),
        OptionalLong.of(sums[State.WAITING.ordinal()]),
        OptionalLong.of(sums[State.IO.ordinal()]));
  }

  private static OptionalLong optional(long nanos) {
    return nanos < 0 ? OptionalLong.empty() : OptionalLong.of(nanos);
  }

  private ThreadRow row(
      ThreadFacts thread, int number, long start, Times times, Map<Long, String> names) {
    ThreadRow.Kind kind =
        thread.kind() == ThreadFacts.Kind.MAIN
            ? ThreadRow.Kind.CELL
            : ThreadRow.Kind.valueOf(thread.kind().name());
    return new ThreadRow(
        number,
        thread.id(),
        thread.name(),
        kind,
        names.getOrDefault(thread.starterId(), ""),
        start,
        times,
        log.lines(thread.id()),
        end(thread));
  }

  private End end(ThreadFacts thread) {
    String exception = log.exception(thread.id());
    if (exception != null) {
      return new End.Threw(exception);
    }
    if (thread.kind() == ThreadFacts.Kind.MAIN) {
      return new End.Finished();
    }
    return switch (thread.fate()) {
      case ALIVE -> new End.StillRunning();
      case ENDED -> new End.Finished();
      case ENDED_BY_STOP -> new End.Interrupted();
    };
  }

  private static OptionalLong cpu(
      Event.ThreadsReported facts, List<ThreadRow> rows, List<String> notes) {
    boolean all = rows.stream().allMatch(r -> r.times().cpu().isPresent());
    if (all && facts.run().unlisted() == 0) {
      return OptionalLong.of(rows.stream().mapToLong(r -> r.times().cpu().orElse(0)).sum());
    }
    if (facts.run().processCpuNanos() < 0) {
      return OptionalLong.empty();
    }
    notes.add("The total CPU time is that of the cell's JVM, its compiler and collector included.");
    return OptionalLong.of(facts.run().processCpuNanos());
  }

  private List<OutputTick> ticks(CellClock clock) {
    List<OutputTick> ticks = new ArrayList<>();
    for (CellLog.Tick tick : log.ticks()) {
      ticks.add(new OutputTick(tick.threadId(), clock.at(tick.nanos())));
    }
    ticks.sort(Comparator.comparingLong(OutputTick::at));
    return ticks;
  }
}
