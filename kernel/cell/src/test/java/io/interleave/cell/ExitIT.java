package io.interleave.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Command;
import io.interleave.wire.Event;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exits by way of the hook that rewritten code and the patched JDK call. */
@Timeout(60)
class ExitIT {
  private static final String EXIT = "io.interleave.hooks.Exit.exit(3);";

  @Test
  void endsTheCellAndNotTheJvm() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event answer = jvm.run(1, "println(\"before\"); " + EXIT + " println(\"after\"); return 1;");
      assertThat(answer)
          .isInstanceOfSatisfying(
              Event.Exited.class, exited -> assertThat(exited.status()).isEqualTo(3));
      assertThat(jvm.text(1)).isEqualTo("before\n");
      assertThat(jvm.run(2, "return 1;")).isInstanceOf(Event.Returned.class);
    }
  }

  @Test
  void endsTheCellAlsoWhenItsCodeCatchesEverything() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event answer = jvm.run(1, "try { " + EXIT + " } catch (Throwable t) { } return 1;");
      assertThat(answer).isInstanceOf(Event.Exited.class);
    }
  }

  @Test
  void anotherThreadEndsTheMainBody() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event answer =
          jvm.run(
              1, "new Thread(() -> { " + EXIT + " }).start(); Thread.sleep(100_000); return 1;");
      assertThat(answer).isInstanceOf(Event.Exited.class);
    }
  }

  @Test
  void laterSnippetsOfTheCellDoNotRun() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.run(1, EXIT + "return 1;");
      Event answer = jvm.answer(jvm.submit(1, "println(\"ran\"); return 1;"));
      assertThat(answer).isInstanceOf(Event.Exited.class);
      assertThat(jvm.text(1)).isEmpty();
    }
  }

  @Test
  void shutdownEndsTheJvmAtOnceWithStatusZero() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.begin(1);
      jvm.submit(
          1,
          "Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } }));"
              + " println(\"now\"); while (true) { }");
      jvm.await(Event.Output.class);
      jvm.send(new Command.Shutdown());
      assertThat(jvm.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(jvm.process().exitValue()).isZero();
    }
  }

  @Test
  void endsWhenTheFrontIsGone() throws Exception {
    CellJvm jvm = CellJvm.start();
    try (jvm) {
      jvm.begin(1);
      jvm.submit(1, "println(\"now\"); while (true) { System.out.println(\"flood\"); }");
      jvm.await(Event.Output.class);
    }
    assertThat(jvm.process().waitFor(5, TimeUnit.SECONDS)).isTrue();
  }
}
