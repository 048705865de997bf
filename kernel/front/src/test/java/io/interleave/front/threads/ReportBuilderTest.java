package io.interleave.front.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event;
import io.interleave.wire.Event.Gap;
import io.interleave.wire.ThreadFacts;
import io.interleave.wire.ThreadFacts.Fate;
import io.interleave.wire.ThreadFacts.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** All times in ms; the clock of the cell JVM is about to turn over. */
class ReportBuilderTest {
  private static final long MS = 1_000_000;
  private static final long BEGIN = Long.MAX_VALUE - 50 * MS;

  private static ThreadFacts thread(long id, Kind kind, long from, long to, long cpu, long ready) {
    return new ThreadFacts(
        id,
        "t" + id,
        kind,
        1,
        BEGIN + from * MS,
        BEGIN + to * MS,
        cpu < 0 ? -1 : cpu * MS,
        ready < 0 ? -1 : ready * MS,
        kind == Kind.MAIN ? Fate.ALIVE : Fate.ENDED);
  }

  private static Pause pause(long thread, State state, long from, long to, long owner) {
    return new Pause(
        thread, state, BEGIN + from * MS, BEGIN + to * MS, "lock", "cell 1, line 1", 7, owner);
  }

  private static Event.ThreadsReported facts(long wall, List<Gap> gaps, ThreadFacts... threads) {
    return new Event.ThreadsReported(
        1,
        1,
        new Event.RunFacts(BEGIN, BEGIN + wall * MS, BEGIN + wall * MS, -1, 0, gaps),
        List.of(threads),
        null,
        "");
  }

  private static ThreadReport build(Event.ThreadsReported facts, List<Pause> pauses) {
    return new ReportBuilder("cell 1", new Run.Machine(2, "17"), new CellLog())
        .build(facts, pauses, Map.of(), false, List.of());
  }

  @Test
  void statesAddUp() {
    ThreadReport report =
        build(
            facts(
                100,
                List.of(),
                thread(1, Kind.MAIN, 0, 100, 1, 0),
                thread(2, Kind.PLATFORM, 10, 90, 20, 10)),
            List.of(pause(2, State.SLEEPING, 30, 80, 0)));
    Times times = report.rows().get(1).times();
    assertThat(times.wall()).isEqualTo(80 * MS);
    assertThat(times.sleep()).hasValue(50 * MS);
    assertThat(times.unaccounted()).hasValue(0);
  }

  @Test
  void withoutEventsTheRestIsUnaccounted() {
    ThreadReport report =
        build(
            facts(
                100,
                List.of(),
                thread(1, Kind.MAIN, 0, 100, 1, 0),
                thread(2, Kind.PLATFORM, 0, 100, 20, 10)),
            List.of());
    assertThat(report.rows().get(1).times().unaccounted()).hasValue(70 * MS);
  }

  private static ThreadReport buildIdle(long cpu) {
    Pause sampled =
        new Pause(2, State.UNACCOUNTED, BEGIN, BEGIN + 100 * MS, "EPoll.wait", "", 0, 0);
    return build(
        facts(
            100,
            List.of(),
            thread(1, Kind.MAIN, 0, 100, 1, 0),
            thread(2, Kind.PLATFORM, 0, 100, cpu, 0)),
        List.of(sampled, pause(2, State.SLEEPING, 20, 30, 0)));
  }

  @Test
  void aSampledNativeCallNamesWhatIsUnaccounted() {
    ThreadReport report = buildIdle(1);
    assertThat(report.rows().get(1).times().unaccounted()).hasValue(89 * MS);
    assertThat(report.timeline().spans())
        .extracting(s -> s.state() + " " + s.from() / MS + "-" + s.to() / MS + " " + s.what())
        .containsExactly(
            "UNACCOUNTED 0-20 EPoll.wait", "SLEEPING 20-30 lock", "UNACCOUNTED 30-100 EPoll.wait");
  }

  @Test
  void aSampledNativeCallIsNoProofAgainstCpuTime() {
    assertThat(buildIdle(60).timeline().spans()).hasSize(1);
  }

  @Test
  void withoutReadyTimeTheRestIsUnaccountedAllTheSame() {
    ThreadReport report =
        build(
            facts(
                100,
                List.of(),
                thread(1, Kind.MAIN, 0, 100, 1, -1),
                thread(2, Kind.PLATFORM, 0, 100, 20, -1)),
            List.of());
    assertThat(report.rows().get(1).times().unaccounted()).hasValue(80 * MS);
  }

  @Test
  void readyTimeWithinAPauseIsNotCountedTwice() {
    ThreadReport report =
        build(
            facts(
                100,
                List.of(),
                thread(1, Kind.MAIN, 0, 100, 1, 0),
                thread(2, Kind.PLATFORM, 0, 100, 10, 40)),
            List.of(pause(2, State.SLEEPING, 10, 90, 0)));
    assertThat(report.rows().get(1).times().ready()).hasValue(10 * MS);
  }

  @Test
  void pausesBeforeAndBehindTheThreadAreCutOff() {
    ThreadReport report =
        build(
            facts(
                100,
                List.of(),
                thread(1, Kind.MAIN, 0, 100, 1, 0),
                thread(2, Kind.PLATFORM, 20, 80, 0, 0)),
            List.of(pause(2, State.WAITING, -40, 50, 0), pause(2, State.IO, 70, 300, 0)));
    Times times = report.rows().get(1).times();
    assertThat(times.waiting()).hasValue(30 * MS);
    assertThat(times.io()).hasValue(10 * MS);
  }

  @Test
  void theClockStandsStillWhileOnlyTheCompilerWorks() {
    Gap alone = new Gap(BEGIN + 10 * MS, BEGIN + 40 * MS);
    Gap beside = new Gap(BEGIN + 60 * MS, BEGIN + 70 * MS);
    ThreadReport report =
        build(
            facts(
                100,
                List.of(alone, beside),
                thread(1, Kind.MAIN, 0, 100, 1, 0),
                thread(2, Kind.PLATFORM, 50, 80, 30, 0)),
            List.of());
    assertThat(report.run().wallNanos()).isEqualTo(70 * MS);
    assertThat(report.rows().get(1).start()).isEqualTo(20 * MS);
    assertThat(report.rows().get(1).times().wall()).isEqualTo(30 * MS);
  }

  @Test
  void aLockGoesFromWhoHeldItThenFromWaiterToWaiter() {
    ThreadReport report =
        build(
            facts(
                100,
                List.of(),
                thread(1, Kind.MAIN, 0, 100, 1, 0),
                thread(2, Kind.PLATFORM, 0, 100, 0, 0),
                thread(3, Kind.PLATFORM, 0, 100, 0, 0),
                thread(4, Kind.PLATFORM, 0, 100, 0, 0)),
            List.of(pause(3, State.BLOCKED, 10, 50, 2), pause(4, State.BLOCKED, 20, 70, 2)));
    assertThat(report.timeline().handOffs())
        .containsExactly(new HandOff(50 * MS, 2, 3, "lock"), new HandOff(70 * MS, 3, 4, "lock"));
  }

  private static List<HandOff> handOffsAmongFour(Pause... pauses) {
    return build(
            facts(
                100,
                List.of(),
                thread(1, Kind.MAIN, 0, 100, 1, 0),
                thread(2, Kind.PLATFORM, 0, 100, 0, 0),
                thread(3, Kind.PLATFORM, 0, 100, 0, 0),
                thread(4, Kind.PLATFORM, 0, 100, 0, 0)),
            List.of(pauses))
        .timeline()
        .handOffs();
  }

  @Test
  void aLockThatWasGivenUpIsNotHandedOver() {
    Pause impatient = pause(3, State.BLOCKED, 10, 50, 2).ended(Pause.Gain.NOTHING);
    assertThat(handOffsAmongFour(impatient)).isEmpty();
    assertThat(handOffsAmongFour(impatient, pause(4, State.BLOCKED, 20, 70, 2)))
        .containsExactly(new HandOff(70 * MS, 2, 4, "lock"));
  }

  @Test
  void whoTriesAgainAtOnceWaitsAnew() {
    assertThat(
            handOffsAmongFour(
                pause(3, State.BLOCKED, 10, 50, 2).ended(Pause.Gain.NOTHING),
                pause(4, State.BLOCKED, 20, 30, 2),
                pause(3, State.BLOCKED, 50, 70, 2)))
        .containsExactly(new HandOff(30 * MS, 2, 4, "lock"), new HandOff(70 * MS, 2, 3, "lock"));
  }

  @Test
  void readersGetALockFromItsWriterAndNotFromEachOther() {
    Pause[] readers = {
      pause(3, State.BLOCKED, 10, 50, 2).ended(Pause.Gain.SHARE),
      pause(4, State.BLOCKED, 20, 51, 2).ended(Pause.Gain.SHARE)
    };
    assertThat(handOffsAmongFour(readers))
        .containsExactly(new HandOff(50 * MS, 2, 3, "lock"), new HandOff(51 * MS, 2, 4, "lock"));
    assertThat(handOffsAmongFour(readers[0], readers[1], pause(2, State.BLOCKED, 40, 90, 0)))
        .as("which reader was the last is not known")
        .hasSize(2);
  }

  @Test
  void aLockThatIsNotKnownIsNotHandedOver() {
    Pause known = pause(3, State.BLOCKED, 10, 50, 2);
    Pause unknown =
        new Pause(4, State.BLOCKED, BEGIN + 20 * MS, BEGIN + 70 * MS, "lock", known.where(), 0, 0);
    assertThat(handOffsAmongFour(known, unknown))
        .containsExactly(new HandOff(50 * MS, 2, 3, "lock"));
  }

  @Test
  void aVirtualThreadHasNoCpuTimeInsteadOfZero() {
    ThreadReport report =
        build(
            facts(
                100,
                List.of(),
                thread(1, Kind.MAIN, 0, 100, 1, 0),
                thread(2, Kind.VIRTUAL, 0, 100, -1, -1)),
            List.of());
    assertThat(report.rows().get(1).times().cpu()).isEmpty();
    assertThat(report.rows().get(1).times().unaccounted()).isEmpty();
    assertThat(report.run().cpuNanos()).isEmpty();
  }
}
