package io.interleave.front.report;

import io.interleave.front.render.ContentionReport;
import io.interleave.front.render.ThreadTable;
import io.interleave.front.render.Timeline;
import io.interleave.front.threads.CellLog;
import io.interleave.front.threads.LockSites;
import io.interleave.front.threads.Pause;
import io.interleave.front.threads.RecordingReader;
import io.interleave.front.threads.ReportBuilder;
import io.interleave.front.threads.Run;
import io.interleave.front.threads.State;
import io.interleave.front.threads.ThreadReport;
import io.interleave.wire.Event;
import io.interleave.wire.ThreadFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes a report that nobody sees, so that the first one that somebody waits for finds the recorder
 * and the reader's classes loaded: the first reading of a recording alone takes half a second.
 */
final class WarmUp {
  private final Questions questions;

  WarmUp(Questions questions) {
    this.questions = questions;
  }

  void run() {
    questions.report(0, true).ifPresent(WarmUp::read);
    questions.sample(0);
    render();
  }

  private static void read(Event.ThreadsReported facts) {
    String recording = facts.recording();
    if (recording == null) {
      return;
    }
    Path file = Path.of(recording);
    try {
      new RecordingReader(new LockSites()).read(file, Long.MIN_VALUE / 2, Long.MAX_VALUE / 2);
      Files.deleteIfExists(file);
    } catch (IOException | RuntimeException e) {
      return; // what is wrong is said when somebody waits for a report
    }
  }

  private static void render() {
    Event.RunFacts run = new Event.RunFacts(0, 9_000_000, 9_000_000, 0, 0, List.of());
    ThreadFacts main = thread(1, ThreadFacts.Kind.MAIN);
    ThreadFacts other = thread(2, ThreadFacts.Kind.PLATFORM);
    Event.ThreadsReported facts =
        new Event.ThreadsReported(0, 0, run, List.of(main, other), null, "");
    List<Pause> pauses =
        List.of(new Pause(2, State.BLOCKED, 2_000_000, 5_000_000, "lock", "cell 1, line 1", 1, 1));
    ThreadReport report =
        new ReportBuilder("cell 1", new Run.Machine(1, ""), new CellLog())
            .build(facts, pauses, Map.of(), false, List.of());
    new ThreadTable(report).bundle();
    new Timeline(report).bundle();
    new ContentionReport(report).bundle();
  }

  private static ThreadFacts thread(long id, ThreadFacts.Kind kind) {
    return new ThreadFacts(
        id, "t", kind, 1, 1_000_000, 8_000_000, 1_000_000, 0, ThreadFacts.Fate.ENDED);
  }
}
