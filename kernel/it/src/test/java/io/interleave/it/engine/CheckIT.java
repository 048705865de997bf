package io.interleave.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Outcome;
import io.interleave.wire.Event.Thrown;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of exercises, in a real cell JVM. */
@Timeout(120)
class CheckIT {
  @TempDir Path folder;
  private RealEngine engine;

  @BeforeEach
  void start() throws Exception {
    engine = new RealEngine(folder);
  }

  @AfterEach
  void end() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Check.equal(1, 1L);",
        "Check.within(5000, () -> Thread.sleep(10));",
        "Check.total(2, 1000, new AtomicInteger()::incrementAndGet, () -> 0L + 2000 * n++);",
        "Thread t = new Thread(() -> {}); t.start(); Check.noThreadLeft();",
        "CompletableFuture.runAsync(() -> {}).join();"
            + " CompletableFuture.runAsync(() -> {}).orTimeout(1, TimeUnit.SECONDS).join();"
            + " Check.noThreadLeft();",
      })
  void whatHoldsGivesNoValueAndSaysNothing(String code) throws Exception {
    engine.run("long n = 0;");
    Outcome outcome = engine.run(code);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Succeeded.class, succeeded -> assertThat(succeeded.value()).isEmpty());
    assertThat(engine.output(engine.cell())).isEmpty();
  }

  @Test
  void aFailureIsOneFrameAtTheLineOfTheCell() throws Exception {
    Thrown thrown = thrown("int x = 3;\n\nCheck.equal(x, 4);");

    assertThat(thrown.className()).isEqualTo("java.lang.AssertionError");
    assertThat(thrown.message()).isEqualTo("The value is 3, but should be 4.");
    assertThat(thrown.frames()).hasSize(1);
    assertThat(thrown.frames().get(0).line()).isEqualTo(3);
  }

  @Test
  void threadsThatAreLeftAreNamed() throws Exception {
    String sleeper = "new Thread(() -> { while (true) Thread.onSpinWait(); }, \"sleeper\")";
    String daemon = "Thread t = " + sleeper + "; t.setDaemon(true); t.start();";
    assertThat(thrown(daemon + "\nCheck.noThreadLeft();").message())
        .startsWith("A thread is still there: sleeper (RUNNABLE at cell ")
        .endsWith("shut every pool down.");
    String pool = "ExecutorService pool = Executors.newFixedThreadPool(2);";
    String used = pool + " pool.submit(() -> 1).get(); pool.submit(() -> 1).get();";
    assertThat(thrown(used + "\nCheck.noThreadLeft();").message()).startsWith("2 threads are");
    assertThat(engine.run(used + " pool.shutdown(); Check.noThreadLeft();"))
        .isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void whatHangsIsNamedWithItsLine() throws Exception {
    Thrown thrown = thrown("Check.within(200, () -> {\n  Thread.sleep(60_000);\n});");

    assertThat(thrown.message())
        .matches("It did not end within 0.2 s: it was TIMED_WAITING at cell \\d+, line 2.");
    assertThat(thrown.frames()).hasSize(1);
  }

  @Test
  void sleepingTogetherIsNotRunningInParallel() throws Exception {
    String threads =
        "Runnable job = () -> { %s };\n"
            + "Check.ranInParallel(() -> {\n"
            + "  List<Thread> all = List.of(new Thread(job), new Thread(job));\n"
            + "  all.forEach(Thread::start);\n"
            + "  for (Thread t : all) t.join();\n"
            + "});";
    String sleep = "try { Thread.sleep(300); } catch (InterruptedException e) { }";
    String work = "long end = System.nanoTime() + 400_000_000L; while (System.nanoTime() < end);";

    Outcome sleeping = engine.run(String.format(threads, sleep));
    if (Runtime.getRuntime().availableProcessors() > 1 && engine.output(engine.cell()).isEmpty()) {
      assertThat(sleeping).isInstanceOf(Outcome.Threw.class);
    } else {
      assertThat(engine.output(engine.cell())).contains("Not checked whether it ran in parallel: ");
    }
    assertThat(engine.run(String.format(threads, work))).isInstanceOf(Outcome.Succeeded.class);
  }

  private Thrown thrown(String code) throws Exception {
    Outcome outcome = engine.run(code);
    assertThat(outcome).as(code).isInstanceOf(Outcome.Threw.class);
    return ((Outcome.Threw) outcome).thrown();
  }
}
