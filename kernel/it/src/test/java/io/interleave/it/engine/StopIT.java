package io.interleave.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class StopIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { }",
        "for (int i = 0; i < 8; i++) { new Thread(() -> { while (true) { } }).start(); }"
            + " while (true) { }",
        "int f(int n) { return n < 60 ? f(n + 1) + f(n + 1) : n; }\nf(0)",
        "var pool = Executors.newFixedThreadPool(4);\n"
            + "for (int i = 0; i < 100; i++) { pool.submit(() -> { while (true) { } }); }\n"
            + "pool.awaitTermination(1, TimeUnit.DAYS);",
        "IntStream.range(0, 1000).parallel().forEach(i -> { while (true) { } });",
        "CompletableFuture.runAsync(() -> { while (true) { } }).join();",
        "for (int i = 0; i < 200; i++) { new Thread(() -> { try { Thread.sleep(100_000); }"
            + " catch (InterruptedException e) { } }).start(); }",
        "for (int i = 0; i < 4; i++) { new Thread(() -> { while (true) {"
            + " System.out.println(\"flood\"); } }).start(); }",
        "while (true) { try { while (true) { } } finally { System.out.print(\"\"); } }",
        "synchronized (\"lock\") { while (true) { \"lock\".wait(); } }",
        "new Object() { { while (hashCode() == hashCode()) { } } };",
        "class Static { static { boolean on = true; while (on) { } } }\nnew Static();",
      })
  void endsAllThreadsOfTheCellAndLeavesNoCoreBurning(String body) throws Exception {
    try (RealEngine engine = new RealEngine(folder)) {
      engine.run("int kept = 41;");
      Outcome outcome = engine.stop("System.out.println(\"now\");\n" + body);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Interrupted.class,
              interrupted -> assertThat(interrupted.survivors()).isEmpty());
      expectQuiet(engine);
      expectValue(engine.run("kept + 1"), "42");
      assertThat(engine.deaths()).isEmpty();
    }
  }

  @Test
  void endsVirtualThreads() throws Exception {
    Assumptions.assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with Java 21");
    try (RealEngine engine = new RealEngine(folder)) {
      Outcome outcome =
          engine.stop(
              "System.out.println(\"now\");\n"
                  + "for (int i = 0; i < 8; i++) { Thread.ofVirtual().start(() -> {"
                  + " while (true) { } }); }\n"
                  + "for (int i = 0; i < 100; i++) { Thread.ofVirtual().start(() -> {"
                  + " try { Thread.sleep(100_000); } catch (InterruptedException e) { } }); }");
      assertThat(((Outcome.Interrupted) outcome).survivors()).isEmpty();
      expectQuiet(engine);
      expectValue(engine.run("1 + 1"), "2");
    }
  }

  @Test
  void leavesThreadsOfOtherCellsAlone() throws Exception {
    try (RealEngine engine = new RealEngine(folder)) {
      engine.engine().settleMillis(0);
      engine.run(
          "var ticks = new java.util.concurrent.atomic.AtomicLong();\n"
              + "var t = new Thread(() -> { while (true) { ticks.incrementAndGet(); } });\n"
              + "t.setDaemon(true); t.start();");
      engine.stop("System.out.println(\"now\"); while (true) { }");
      expectValue(
          engine.run("long a = ticks.get(); Thread.sleep(50);\nticks.get() > a && t.isAlive()"),
          "true");
    }
  }

  @Test
  void aPoolOfAnEarlierCellWorksOnAfterAStop() throws Exception {
    try (RealEngine engine = new RealEngine(folder)) {
      engine.run("var pool = Executors.newFixedThreadPool(2);");
      for (int i = 0; i < 10; i++) {
        Outcome outcome =
            engine.stop(
                "System.out.println(\"now\");\nvar f = pool.submit(() -> { while (true) { } });\n"
                    + "f.get();");
        assertThat(outcome).isInstanceOf(Outcome.Interrupted.class);
        expectValue(engine.run("pool.submit(() -> 7).get()"), "7");
        engine.forget();
      }
    }
  }

  @Test
  void aLoopThatNobodyStopsGoesOn() throws Exception {
    try (RealEngine engine = new RealEngine(folder)) {
      var outcome = engine.start("while (true) { }");
      try {
        outcome.get(2, TimeUnit.SECONDS);
        throw new AssertionError("it ended by itself");
      } catch (TimeoutException expected) {
        engine.engine().interrupt(engine.cell());
      }
      assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(Outcome.Interrupted.class);
    }
  }

  /** The JVM's own threads may be busy for a while, with compiling or recording. */
  private static void expectQuiet(RealEngine engine) throws InterruptedException {
    Duration used = Duration.ZERO;
    for (int tries = 0; tries < 10; tries++) {
      used = engine.cpuWithin(Duration.ofMillis(500));
      if (used.toMillis() < 100) {
        return;
      }
    }
    throw new AssertionError("still uses " + used + " of CPU in half a second");
  }

  private static void expectValue(Outcome outcome, String text) {
    assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
    assertThat(((Outcome.Succeeded) outcome).value().orElseThrow().data())
        .containsEntry("text/plain", text);
  }
}
