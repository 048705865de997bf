package io.interleave.front.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmListener;
import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Outcome;
import io.interleave.front.threads.LockSites;
import io.interleave.wire.Comm;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import io.interleave.wire.ThreadFacts;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Looks at a cell that a cell JVM of our own tells of, whenever we want. */
class CellWatchTest {
  private static final long MS = 1_000_000;
  private static final Outcome DIED = new Outcome.CellDied("It was killed.", List.of());

  private final FakeCellVm vm = new FakeCellVm();
  private final List<String> shown = new ArrayList<>();
  private final List<Runnable> ticks = new ArrayList<>();

  /** Tells of a cell that runs for so long, and of one thread beside its own. */
  private static final class FakeCellVm implements CellVm {
    int generation = 1;
    boolean diesWhenAsked;
    long ranMillis;

    @Override
    public Event call(LongFunction<? extends Frame> command) {
      if (command.apply(1) instanceof Command.SampleThreads) {
        return new Event.ThreadsSampled(1, ranMillis * MS, List.of());
      }
      if (diesWhenAsked) {
        diesWhenAsked = false;
        generation++;
      }
      return generation == 1 ? facts(ranMillis, thread()) : facts(0);
    }

    private static Event facts(long millis, ThreadFacts... threads) {
      Event.RunFacts run =
          new Event.RunFacts(0, millis * MS, millis * MS, millis * MS, 0, List.of());
      return new Event.ThreadsReported(1, 7, run, List.of(threads), null, "");
    }

    private ThreadFacts thread() {
      return new ThreadFacts(
          2,
          "victim",
          ThreadFacts.Kind.PLATFORM,
          1,
          0,
          ranMillis * MS,
          0,
          0,
          ThreadFacts.Fate.ALIVE);
    }

    @Override
    public void send(Command command) {}

    @Override
    public int generation() {
      return generation;
    }

    @Override
    public void replace(String reason) {
      generation++;
    }

    @Override
    public void close() {}
  }

  private final CellVmListener listener =
      new CellVmListener() {
        @Override
        public void event(Event event) {
          shown.add(((Event.Display) event).data().get("text/plain"));
        }

        @Override
        public void comm(Comm comm) {}

        @Override
        public void died(String reason) {}
      };

  private CellWatch begun() {
    ScheduledExecutorService byHand =
        (ScheduledExecutorService)
            Proxy.newProxyInstance(
                CellWatchTest.class.getClassLoader(),
                new Class<?>[] {ScheduledExecutorService.class},
                (proxy, method, arguments) -> {
                  ticks.add((Runnable) arguments[0]);
                  return null;
                });
    CellWatch watch =
        new CellWatch(
            new Cell(7, "cell 7", "", false),
            new ReportSettings(),
            new CountingListener(listener),
            new LockSites(),
            new CellWatch.Sampling(new Questions(vm), byHand, (cell, took) -> {}));
    watch.begin();
    assertThat(ticks).hasSize(1);
    return watch;
  }

  private void tickAt(long millis) {
    vm.ranMillis = millis;
    ticks.get(0).run();
  }

  @Test
  void theFirstTableComesAsSoonAsACellHasRunForASecondAndThenTwiceASecond() {
    begun();
    tickAt(250);
    tickAt(500);
    assertThat(shown).isEmpty();
    for (int tick = 0; tick < 6; tick++) {
      tickAt(950 + 250 * tick);
      assertThat(shown).hasSize(1 + tick / 2);
    }
    assertThat(shown).allMatch(text -> text.contains("victim"));
  }

  @Test
  void whatAProcessSaidBeforeItDiedIsNotForgottenForTheNextOne() {
    CellWatch watch = begun();
    tickAt(250);
    vm.replace("It was killed.");
    tickAt(500);
    watch.end(DIED);
    assertThat(shown).hasSize(1).allMatch(text -> text.contains("The cell's JVM died"));
  }

  @Test
  void anAnswerOfTheNextProcessIsNotTakenForOneOfTheFirst() {
    CellWatch watch = begun();
    tickAt(250);
    vm.diesWhenAsked = true;
    tickAt(500);
    watch.end(DIED);
    assertThat(shown).hasSize(1).allMatch(text -> text.contains("victim"));
  }
}
