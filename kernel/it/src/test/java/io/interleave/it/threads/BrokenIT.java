package io.interleave.it.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.interleave.front.engine.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is shown when the recording or the whole cell JVM is missing. */
@Timeout(120)
class BrokenIT {
  private static final String ROOM = "interleave.recording.room";
  private static final long MORE_THAN_ANY = 1_000_000_000_000L; // megabytes
  private static final String SLEEPER =
      """
      Thread t = new Thread(() -> {
        try { Thread.sleep(100); } catch (InterruptedException e) { }
      }, "sleeper");
      t.start();
      t.join();\
      """;

  @TempDir Path folder;

  private static void assertTableWithoutStates(Report report, String reason) {
    assertThat(report.text()).contains(reason);
    assertThat(report.ms("sleeper", "wall")).as(report.text()).isGreaterThan(99);
    assertThat(report.ms("sleeper", "sleep")).as(report.text()).isNaN();
    assertThat(report.thread("sleeper").get("end").getAsString()).isEqualTo("finished");
  }

  @Test
  void withoutFlightRecorderThereIsATableWithoutStates() throws Exception {
    try (ReportedEngine engine =
        new ReportedEngine(folder, "--limit-modules", "java.se,jdk.unsupported,jdk.management")) {
      assertTableWithoutStates(engine.report(SLEEPER), "This Java has no Flight Recorder");
    }
  }

  @Test
  void aTemporaryFolderThatNobodyCanWriteToIsSaid() throws Exception {
    assumeThat(Path.of("/proc")).isDirectory(); // read-only for root as well
    try (ReportedEngine engine = new ReportedEngine(folder, "-Djava.io.tmpdir=/proc")) {
      assertTableWithoutStates(engine.report(SLEEPER), "/proc");
    }
  }

  @Test
  void noRecordingStartsOnADiskWithoutRoom() throws Exception {
    try (ReportedEngine engine = new ReportedEngine(folder, "-D" + ROOM + "=" + MORE_THAN_ANY)) {
      assertTableWithoutStates(engine.report(SLEEPER), "MB free: a recording needs");
    }
  }

  @Test
  void aRecordingEndsBeforeItFillsTheDisk() throws Exception {
    try (ReportedEngine engine = new ReportedEngine(folder)) {
      assertThat(engine.report(SLEEPER).ms("sleeper", "sleep")).isGreaterThan(99);
      engine.run("System.setProperty(\"" + ROOM + "\", \"" + MORE_THAN_ANY + "\");");
      assertTableWithoutStates(engine.report(SLEEPER), "MB free: the recording was ended");
    }
  }

  @Test
  void aRecordingThatCannotBeWrittenIsSaid() throws Exception {
    try (ReportedEngine engine = new ReportedEngine(folder)) {
      Outcome moved =
          engine.run(
              """
          String[] words = ProcessHandle.current().info().arguments().get();
          String socket = Arrays.stream(words).filter(w -> w.endsWith("/cell")).findFirst().get();
          Path home = Path.of(socket).getParent();
          Path away = home.resolveSibling(home.getFileName() + "-away");
          Files.move(home, away);\
          """);
      assertThat(moved).isInstanceOf(Outcome.Succeeded.class);
      try {
        assertTableWithoutStates(engine.report(SLEEPER), "The recording could not be written to");
      } finally {
        engine.run("Files.move(away, home);");
      }
      assertThat(engine.report(SLEEPER).ms("sleeper", "sleep")).isGreaterThan(99);
    }
  }

  @Test
  void aJvmThatIsKilledLeavesWhatWasKnown() throws Exception {
    try (ReportedEngine engine = new ReportedEngine(folder)) {
      Report report =
          engine.report(
              """
              Thread t = new Thread(() -> {
                try { Thread.sleep(60_000); } catch (InterruptedException e) { }
              }, "victim");
              t.start();
              Thread.sleep(1500);
              new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start();
              t.join();\
              """);
      assertThat(report.outcome()).isInstanceOf(Outcome.CellDied.class);
      assertThat(report.text()).contains("The cell's JVM died; this is what was known");
      assertThat(report.ms("victim", "sleep")).as(report.text()).isGreaterThan(900);
    }
  }

  @Test
  void theTextOfALockIsShownAsText() throws Exception {
    try (ReportedEngine engine = new ReportedEngine(folder)) {
      Report report =
          engine.report(
              """
              CountDownLatch held = new CountDownLatch(1);
              Thread second = new Thread(() -> { synchronized ("<b>lock") { } }, "second");
              Thread first = new Thread(() -> {
                synchronized ("<b>lock") {
                  held.countDown();
                  while (second.getState() != Thread.State.BLOCKED) Thread.onSpinWait();
                  try { Thread.sleep(60); } catch (InterruptedException e) { }
                }
              }, "first");
              first.start();
              held.await();
              second.start();
              first.join();
              second.join();\
              """);
      assertThat(report.handOffs()).as(report.text()).containsExactly("first->second \"<b>lock\"");
      assertThat(report.html()).doesNotContain("<b>").contains("&lt;b&gt;lock");
    }
  }
}
