package io.interleave.front.render;

import io.interleave.front.threads.End;
import io.interleave.front.threads.HandOff;
import io.interleave.front.threads.LockUse;
import io.interleave.front.threads.OutputTick;
import io.interleave.front.threads.Run;
import io.interleave.front.threads.Span;
import io.interleave.front.threads.State;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import io.interleave.front.threads.ThreadRow.Kind;
import io.interleave.front.threads.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Reports made by hand, in milliseconds. */
final class Reports {
  static final long MS = 1_000_000;
  private static final Run.Machine MACHINE = new Run.Machine(2, "17.0.15");

  private final List<ThreadRow> rows = new ArrayList<>();
  private final List<Span> spans = new ArrayList<>();
  private final List<HandOff> handOffs = new ArrayList<>();
  private final List<OutputTick> ticks = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  static Times times(long wall, long cpu, long ready, long... sleepBlockedWaitIo) {
    return new Times(
        wall * MS,
        OptionalLong.of(cpu * MS),
        OptionalLong.of(ready * MS),
        OptionalLong.of(sleepBlockedWaitIo[0] * MS),
        OptionalLong.of(sleepBlockedWaitIo[1] * MS),
        OptionalLong.of(sleepBlockedWaitIo[2] * MS),
        OptionalLong.of(sleepBlockedWaitIo[3] * MS));
  }

  Reports row(String name, Kind kind, long start, Times times, End end) {
    int number = rows.size();
    rows.add(
        new ThreadRow(
            number,
            number + 30,
            name,
            kind,
            kind == Kind.CELL ? "" : "main",
            start * MS,
            times,
            2,
            end));
    return this;
  }

  Reports span(int row, State state, long from, long to, String what) {
    spans.add(new Span(row + 30, state, from * MS, to * MS, what, "cell 7, line " + (row + 1)));
    return this;
  }

  Reports handOff(long at, int from, int to, String lock) {
    handOffs.add(new HandOff(at * MS, from + 30, to + 30, lock));
    return this;
  }

  Reports tick(int row, long at) {
    ticks.add(new OutputTick(row + 30, at * MS));
    return this;
  }

  Reports note(String note) {
    notes.add(note);
    return this;
  }

  ThreadReport report(long body, long wall, long cpu) {
    return new ThreadReport(
        new Run("cell 7", body * MS, wall * MS, OptionalLong.of(cpu * MS), MACHINE, false),
        rows,
        new ThreadReport.Timeline(spans, handOffs, ticks),
        LockUse.of(spans, handOffs),
        notes);
  }

  /** Alice sleeps 2 s, Bob 3 s, main joins both. */
  static ThreadReport sleepers() {
    return new Reports()
        .row("main", Kind.CELL, 0, times(3010, 8, 1, 0, 0, 3000, 0), new End.Finished())
        .row("Alice", Kind.PLATFORM, 2, times(2001, 1, 0, 2000, 0, 0, 0), new End.Finished())
        .row("Bob", Kind.PLATFORM, 3, times(3001, 1, 0, 3000, 0, 0, 0), new End.Finished())
        .span(0, State.WAITING, 5, 2003, "join(Alice)")
        .span(0, State.WAITING, 2004, 3004, "join(Bob)")
        .span(1, State.SLEEPING, 3, 2003, "")
        .span(2, State.SLEEPING, 4, 3004, "")
        .tick(0, 1)
        .tick(0, 3008)
        .tick(1, 3)
        .tick(1, 2003)
        .tick(2, 4)
        .tick(2, 3004)
        .report(3010, 3010, 10);
  }

  /** Three threads want {@code account} one after the other; one dies, one outlives the cell. */
  static ThreadReport contention() {
    return new Reports()
        .row("main", Kind.CELL, 0, times(620, 10, 10, 0, 0, 600, 0), new End.Finished())
        .row("left", Kind.PLATFORM, 10, times(300, 200, 90, 0, 0, 0, 0), new End.Finished())
        .row("right", Kind.PLATFORM, 15, times(490, 100, 80, 0, 300, 0, 0), new End.Finished())
        .row(
            "auditor",
            Kind.DAEMON,
            20,
            times(620, 30, 0, 40, 480, 0, 70),
            new End.Threw("java.lang.IllegalStateException"))
        .row("ticker", Kind.VIRTUAL, 40, virtual(860), new End.StillRunning())
        .span(0, State.WAITING, 20, 620, "join(left)")
        .span(2, State.BLOCKED, 20, 310, "account")
        .span(3, State.BLOCKED, 30, 505, "account")
        .span(3, State.IO, 520, 590, "balance.txt")
        .span(3, State.SLEEPING, 592, 632, "")
        .span(4, State.WAITING, 60, 400, "queue")
        .span(4, State.SLEEPING, 410, 890, "")
        .handOff(310, 1, 2, "account")
        .handOff(505, 2, 3, "account")
        .tick(1, 12)
        .tick(2, 312)
        .tick(3, 507)
        .report(630, 900, 360);
  }

  private static Times virtual(long wall) {
    return new Times(
        wall * MS,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.of(480 * MS),
        OptionalLong.of(0),
        OptionalLong.of(340 * MS),
        OptionalLong.of(0));
  }

  /** A cell with a number of like threads. */
  static ThreadReport many(int threads) {
    Reports reports =
        new Reports().row("main", Kind.CELL, 0, times(400, 8, 0, 0, 0, 390, 0), new End.Finished());
    for (int i = 1; i <= threads; i++) {
      reports.row(
          "worker-" + i,
          Kind.PLATFORM,
          i % 50,
          times(300 + i % 40, 20, 10, 270, 0, 0, 0),
          new End.Finished());
      for (int k = 0; k < 20; k++) {
        reports.span(i, State.SLEEPING, i % 50 + 10 * k, i % 50 + 10 * k + 7, "");
      }
    }
    return reports.report(400, 400, 700);
  }
}
