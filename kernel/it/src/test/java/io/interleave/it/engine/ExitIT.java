package io.interleave.it.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ExitIT {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(3);",
        "java.util.function.IntConsumer e = System::exit;\ne.accept(3);",
        "Runtime.getRuntime().exit(3);",
        "Runtime.getRuntime().halt(3);",
        "Runtime.class.getMethod(\"exit\", int.class).invoke(Runtime.getRuntime(), 3);",
        "new Thread(() -> System.exit(3)).start(); Thread.sleep(100_000);",
        "CompletableFuture.runAsync(() -> System.exit(3)).join();",
        "try { System.exit(3); } catch (Throwable t) { while (true) { } }",
      })
  void endsTheCellWithItsStatusAndKeepsTheJvm(String code) throws Exception {
    try (RealEngine engine = new RealEngine(folder)) {
      engine.run("int kept = 1;");
      Outcome outcome = engine.run(code);
      assertThat(outcome)
          .isInstanceOfSatisfying(
              Outcome.Exited.class, exited -> assertThat(exited.status()).isEqualTo(3));
      Outcome next = engine.run("kept");
      assertThat(next).isInstanceOf(Outcome.Succeeded.class);
      assertThat(engine.deaths()).isEmpty();
    }
  }
}
