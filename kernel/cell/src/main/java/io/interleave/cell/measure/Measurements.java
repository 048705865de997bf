package io.interleave.cell.measure;

import io.interleave.api.CellRuntime.Effort;
import io.interleave.api.Check;
import io.interleave.api.Compare.Section;
import io.interleave.api.Outcomes;
import io.interleave.api.Outcomes.Actor;
import io.interleave.api.Programs;
import io.interleave.hooks.StopCheck;
import io.interleave.hooks.StopSignal;
import io.interleave.wire.Event;
import io.interleave.wire.Event.Machine;
import io.interleave.wire.Event.Timing;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Carries out what {@code Compare} and {@code Outcomes} ask for, and sends what was measured. */
public final class Measurements {
  private final Consumer<Event> send;

  /**
   * @param send takes an event for the front; must not wait
   */
  public Measurements(Consumer<Event> send) {
    this.send = send;
  }

  /**
   * Measures the sections and sends the timings, also when it is stopped half-way.
   *
   * @param meter counts what the cell uses
   * @throws Exception what a section threw; those of others are suppressed in it
   */
  public void compare(int cell, List<Section> sections, Rounds rounds, UsageMeter meter)
      throws Exception {
    List<Section> possible = sections.stream().filter(s -> s.needs().isEmpty()).toList();
    Interleaved interleaved = new Interleaved(possible, meter);
    MachineLoad load = MachineLoad.now();
    JvmWork work = JvmWork.now();
    long begin = System.nanoTime();
    boolean stopped = true;
    try {
      interleaved.run(rounds.warmups(), rounds.runs());
      stopped = false;
    } finally {
      long wall = System.nanoTime() - begin;
      Machine machine =
          new Machine(
              "JDK " + System.getProperty("java.version"),
              Runtime.getRuntime().availableProcessors(),
              MachineLoad.now().othersSince(load),
              MachineLoad.loadAverage(),
              share(JvmWork.now().gcMillis() - work.gcMillis(), wall),
              share(JvmWork.now().jitMillis() - work.jitMillis(), wall));
      List<Timing> timings = timings(sections, interleaved.samples(), rounds, stopped);
      send.accept(new Event.Measured(cell, timings, rounds.warmups(), machine));
    }
    rethrow(interleaved.samples());
    if (rounds.check()) {
      requireEqualResults(interleaved.samples());
    }
  }

  /**
   * How often to run, and whether the results have to be equal.
   *
   * @param runs measured runs of each section
   * @param warmups runs before them that do not count
   */
  public record Rounds(int runs, int warmups, boolean check) {}

  /**
   * Lets the actors race and sends the outcomes.
   *
   * @return how often each result came, by its text
   * @throws Throwable what an actor, the state or the result threw first
   */
  public <S> Map<String, Long> race(
      int cell,
      Supplier<? extends S> state,
      List<? extends Actor<? super S>> actors,
      Outcomes.Result<? super S> result,
      int rounds,
      List<String> expected)
      throws Throwable {
    List<Consumer<S>> quiet = new ArrayList<>();
    for (Actor<? super S> actor : actors) {
      quiet.add(shared -> act(actor, shared));
    }
    Map<String, Long> outcomes =
        new Race<S>(state, quiet, shared -> look(result, shared)).run(rounds);
    send.accept(
        new Event.Raced(
            cell, List.copyOf(outcomes.keySet()), List.copyOf(outcomes.values()), expected));
    return outcomes;
  }

  /** Runs code of a check and says what it took. */
  public Effort effort(Check.Body body, UsageMeter meter) throws Exception {
    MachineLoad load = MachineLoad.now();
    long cpu = meter.cpuNanos();
    long begin = System.nanoTime();
    body.run();
    long wall = System.nanoTime() - begin;
    long cpuNow = meter.cpuNanos();
    return new Effort(
        wall,
        cpu < 0 || cpuNow < 0 ? -1 : cpuNow - cpu,
        MachineLoad.now().othersSince(load),
        Runtime.getRuntime().availableProcessors());
  }

  /**
   * Runs a program and sends how long it took.
   *
   * @return its exit code
   */
  public int run(int cell, Programs.Plan plan) throws IOException, InterruptedException {
    MachineLoad load = MachineLoad.now();
    ChildProgram program = new ChildProgram(cell, plan);
    try {
      return program.run();
    } finally {
      Machine machine =
          new Machine(
              plan.what(),
              Runtime.getRuntime().availableProcessors(),
              MachineLoad.now().othersSince(load, program.cpuTicks()),
              MachineLoad.loadAverage(),
              0,
              0);
      Timing timing =
          new Timing(
              plan.label(),
              0,
              List.of(program.wallNanos()),
              List.of(program.cpuNanos()),
              List.of(-1L),
              program.ending());
      if (program.started()) {
        send.accept(new Event.Measured(cell, List.of(timing), 0, machine));
      }
    }
  }

  private static <S> void act(Actor<? super S> actor, S state) {
    try {
      actor.act(state);
    } catch (Throwable e) {
      throw sneaky(e);
    }
  }

  private static <S> @Nullable Object look(Outcomes.Result<? super S> result, S state) {
    try {
      return result.of(state);
    } catch (Throwable e) {
      throw sneaky(e);
    }
  }

  // The race hands on what an actor threw as it is, whether it is checked or not.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> RuntimeException sneaky(Throwable e) throws E {
    throw (E) e;
  }

  private static double share(long millis, long wallNanos) {
    return wallNanos <= 0 ? 0 : millis * 1e6 / wallNanos;
  }

  private static List<Timing> timings(
      List<Section> sections, List<Sample> samples, Rounds rounds, boolean stopped) {
    List<Timing> timings = new ArrayList<>();
    for (Section section : sections) {
      List<Sample.Run> runs = List.of();
      int threads = 0;
      String note = section.needs();
      for (Sample sample : samples) {
        if (sample.section() == section) {
          runs = sample.runs();
          threads = sample.threads();
          note = note(sample, rounds, stopped);
        }
      }
      timings.add(
          new Timing(
              section.label(),
              section.threads() > 0 ? section.threads() : threads,
              runs.stream().map(Sample.Run::wallNanos).toList(),
              runs.stream().map(Sample.Run::cpuNanos).toList(),
              runs.stream().map(Sample.Run::readyNanos).toList(),
              note));
    }
    return timings;
  }

  private static String note(Sample sample, Rounds rounds, boolean stopped) {
    if (sample.thrown() != null) {
      return "threw " + sample.thrown().getClass().getSimpleName();
    }
    return stopped && sample.runs().size() < rounds.runs()
        ? "stopped after " + sample.runs().size() + " of " + rounds.runs() + " runs"
        : "";
  }

  private static void rethrow(List<Sample> samples) throws Exception {
    Throwable first = null;
    for (Sample sample : samples) {
      Throwable thrown = sample.thrown();
      if (first == null) {
        first = thrown;
      } else if (thrown != null && thrown != first) {
        first.addSuppressed(thrown);
      }
    }
    if (first instanceof Error error) {
      throw error;
    }
    if (first != null) {
      throw first instanceof Exception exception ? exception : new IllegalStateException(first);
    }
  }

  private static void requireEqualResults(List<Sample> samples) {
    StopCheck.poll();
    Sample base = samples.get(0);
    for (Sample other : samples) {
      if (!Objects.deepEquals(base.result(), other.result())) {
        throw new AssertionError(
            "The sections give different results, so their times do not compare: "
                + base.section().label()
                + " gives "
                + text(base.result())
                + ", "
                + other.section().label()
                + " gives "
                + text(other.result()));
      }
    }
  }

  private static String text(@Nullable Object result) {
    String text;
    try {
      text = Arrays.deepToString(new @Nullable Object[] {result});
    } catch (StopSignal e) {
      throw e;
    } catch (RuntimeException e) {
      return "a value whose toString() fails";
    }
    String inner = text.substring(1, text.length() - 1);
    return inner.length() <= 200 ? inner : inner.substring(0, 200) + "…";
  }
}
