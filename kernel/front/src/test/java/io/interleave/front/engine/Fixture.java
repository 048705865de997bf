package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An engine on a cell JVM in this process, and short ways to run cells on it. */
final class Fixture implements AutoCloseable {
  final InProcessCellVm vm = new InProcessCellVm();
  final JShellEngine engine;
  final List<String> notices = new ArrayList<>();
  private volatile int count;

  Fixture() {
    this(5_000);
  }

  Fixture(long patienceMillis) {
    engine = new JShellEngine(vm, List.of(Api.folder()), patienceMillis);
  }

  Outcome run(String code) {
    count++;
    return engine.execute(new Cell(1000 + count, "cell " + count, code, true), notices::add);
  }

  /** Stops the latest cell. */
  void interrupt() {
    engine.interrupt(1000 + count);
  }

  /** Runs a cell that must succeed; its value, or an empty text when it has none. */
  String value(String code) {
    Outcome outcome = run(code);
    assertThat(outcome).as(code).isInstanceOf(Outcome.Succeeded.class);
    return ((Outcome.Succeeded) outcome)
        .value()
        .map(value -> value.data().getOrDefault("text/plain", "?"))
        .orElse("");
  }

  Outcome.Threw threw(String code) {
    Outcome outcome = run(code);
    assertThat(outcome).as(code).isInstanceOf(Outcome.Threw.class);
    return (Outcome.Threw) outcome;
  }

  Outcome.Problem problem(String code) {
    Outcome outcome = run(code);
    assertThat(outcome).as(code).isInstanceOf(Outcome.DidNotCompile.class);
    return ((Outcome.DidNotCompile) outcome).problems().get(0);
  }

  /** The class path entry with the api that user code compiles against. */
  static final class Api {
    static Path folder() {
      try {
        return Path.of(
            Class.forName("io.interleave.api.Interleave")
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
      } catch (ReflectiveOperationException | java.net.URISyntaxException e) {
        return Path.of("missing-api");
      }
    }
  }

  @Override
  public void close() {
    engine.close();
  }
}
