package io.interleave.front.engine;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.engine.Engine.Notices;
import io.interleave.front.engine.Outcome.Problem;
import io.interleave.front.engine.UnitParser.Parsed;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Event.RunningWork;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One run of a cell, from its reading to its outcome. */
final class Execution {
  /** The compiler recurses from each declaration to the next that it imports. */
  private static final int MOST_TOGETHER = 40;

  private final Means means;
  private final Run run;
  private final Notices notices;
  private final SourceText text;
  private boolean ran;
  private @Nullable Unit lastUnit;

  /**
   * What all runs share.
   *
   * @param lock guards JShell
   */
  record Means(CellVm vm, Wire wire, ShellHolder shells, CellReader reader, ReentrantLock lock) {}

  Execution(Means means, Run run, Notices notices) {
    this.means = means;
    this.run = run;
    this.notices = notices;
    this.text = new SourceText(run.cell().title(), run.cell().code());
  }

  /** Runs the body; what still runs is not known yet. */
  Outcome body(boolean advise) {
    try {
      Shell shell = means.shells().current(notices);
      CellReader.Reading reading = read(shell);
      if (!reading.problems().isEmpty()) {
        return new Outcome.DidNotCompile(reading.problems(), List.of());
      }
      if (advise) {
        Advice.of(reading.units()).forEach(notices::notice);
      }
      return run(shell, reading.units());
    } catch (StackOverflowError e) {
      return new Outcome.DidNotCompile(
          List.of(text.problem(0, 1, "The code is nested too deeply for the compiler.")),
          List.of());
    } catch (CellVmDiedException e) {
      return died(String.valueOf(e.getMessage()));
    }
  }

  private CellReader.Reading read(Shell shell) {
    means.lock().lock();
    try {
      return means.reader().read(text, shell);
    } finally {
      means.lock().unlock();
    }
  }

  private Outcome run(Shell shell, List<Parsed> units) {
    shell.begin(run.cell().id(), this::announce);
    Optional<Event.Value> value = Optional.empty();
    List<Unit> all = units.stream().map(Parsed::unit).toList();
    lastUnit = all.isEmpty() ? null : all.get(all.size() - 1);
    List<Batch> batches = Batch.of(all, text);
    int behindFailed = 0; // up to here a pass was tried in vain: a part of it is wrong, too
    for (int i = 0; i < batches.size(); ) {
      int behind = i < behindFailed ? i : behindShared(batches, i);
      Shell.Step shared = behind == i ? null : inOnePass(shell, batches.subList(i, behind));
      Shell.Step step = shared == null ? oneByOne(shell, batches.get(i)) : shared;
      behindFailed = shared == null ? Math.max(behind, behindFailed) : behindFailed;
      i = shared == null ? i + 1 : behind;
      Optional<Outcome> end = end(step);
      if (end.isPresent()) {
        return end.get();
      }
      value = step instanceof Shell.Step.Done done ? value(done.answer()) : value;
    }
    List<Problem> missing = shell.missing();
    Optional<Outcome> end = end(shell.flush());
    shell.takeNotices().forEach(notices::notice);
    if (end.isPresent()) {
      return end.get();
    }
    return missing.isEmpty()
        ? new Outcome.Succeeded(value, List.of())
        : new Outcome.DidNotCompile(missing, List.of());
  }

  /** Where the batches from {@code first} on end that one compilation may be enough for. */
  private int behindShared(List<Batch> batches, int first) {
    int behind = first;
    Batch.Rank rank = Batch.Rank.IMPORT;
    while (behind < batches.size() && behind - first < MOST_TOGETHER) {
      Batch next = batches.get(behind);
      // A declaration behind code might be of something that the code uses as it was before.
      boolean inOrder = next.rank().compareTo(rank) >= 0;
      if (!inOrder || !maySharePass(next, behind == first)) {
        break;
      }
      rank = next.rank();
      behind++;
    }
    return behind;
  }

  private boolean maySharePass(Batch batch, boolean first) {
    return isShown(batch.whole()) ? batch.whole().isPlainValue() : batch.maySharePass(first);
  }

  private boolean isShown(Unit unit) {
    return unit == lastUnit && unit.mayBeValue();
  }

  /** Null when they have to be evaluated one by one. */
  private Shell.@Nullable Step inOnePass(Shell shell, List<Batch> batches) {
    if (run.interrupted()) {
      return new Shell.Step.Stopped();
    }
    List<Unit> units = batches.stream().map(Batch::whole).toList();
    boolean shown = isShown(units.get(units.size() - 1));
    Shell.Step step = shell.evaluateTogether(units, text, shown, run::interrupted);
    shell.takeNotices().forEach(notices::notice);
    return step;
  }

  private Shell.Step oneByOne(Shell shell, Batch batch) {
    Shell.Step step = evaluate(shell, batch.whole());
    if (step instanceof Shell.Step.Rejected && batch.isBlock()) {
      for (Unit unit : batch.units()) {
        step = evaluate(shell, unit);
        if (!goesOn(step)) {
          break;
        }
      }
    }
    return step;
  }

  private Shell.Step evaluate(Shell shell, Unit unit) {
    if (run.interrupted()) {
      return new Shell.Step.Stopped();
    }
    Shell.Step step = shell.evaluate(unit.source(), unit.origin(text), isShown(unit));
    shell.takeNotices().forEach(notices::notice);
    return step;
  }

  private void announce() {
    ran = true;
    Cell cell = run.cell();
    means.vm().send(new Command.BeginCell(cell.id(), cell.title(), cell.stdinAllowed()));
  }

  private Optional<Event.Value> value(@Nullable Event answer) {
    return answer instanceof Event.Returned returned && !returned.value().data().isEmpty()
        ? Optional.of(readable(returned.value()))
        : Optional.empty();
  }

  private static Event.Value readable(Event.Value value) {
    Map<String, String> data = new LinkedHashMap<>(value.data());
    data.computeIfPresent("text/plain", (type, text) -> UserNames.readable(text));
    return new Event.Value(data, value.metadataJson());
  }

  private static boolean goesOn(Shell.Step step) {
    return step instanceof Shell.Step.Done done
        && (done.answer() == null
            || done.answer() instanceof Event.Returned
            || done.answer() instanceof Event.Done);
  }

  /** The outcome that a step ends the cell with, if it does. */
  private Optional<Outcome> end(Shell.Step step) {
    if (step instanceof Shell.Step.Rejected rejected) {
      return Optional.of(new Outcome.DidNotCompile(rejected.problems(), List.of()));
    } else if (step instanceof Shell.Step.Died death) {
      return Optional.of(died(death.reason()));
    } else if (step instanceof Shell.Step.Stopped) {
      return Optional.of(new Outcome.Interrupted(List.of()));
    }
    Event answer = ((Shell.Step.Done) step).answer();
    if (answer instanceof Event.Threw threw) {
      return Optional.of(new Outcome.Threw(UserNames.clean(threw.thrown()), List.of()));
    } else if (answer instanceof Event.Exited exited) {
      return Optional.of(new Outcome.Exited(exited.status(), List.of()));
    } else if (answer instanceof Event.Failed failed) {
      String message = UserNames.readable(failed.message());
      Event.Thrown thrown =
          new Event.Thrown("java.lang.LinkageError", message, List.of(), 0, null, List.of());
      return Optional.of(new Outcome.Threw(thrown, List.of()));
    }
    return Optional.empty();
  }

  private Outcome died(String reason) {
    return new Outcome.CellDied(reason, means.shells().lost(notices));
  }

  /** Waits for the work of the cell and completes the outcome with what still runs. */
  Outcome finish(Outcome body, long limitMillis) {
    if (body instanceof Outcome.CellDied) {
      return body;
    }
    List<RunningWork> still = List.of();
    if (ran && limitMillis > 0 && !run.interrupted()) {
      try {
        int id = run.cell().id();
        Event event = means.wire().call(call -> new Command.Settle(call, id, limitMillis));
        if (event instanceof Event.Settled settled) {
          still = UserNames.clean(settled.running());
        }
      } catch (CellVmDiedException e) {
        return died(String.valueOf(e.getMessage()));
      } catch (Wire.AbandonedException e) {
        // interrupted; its survivors say more
      }
    }
    if (run.interrupted()) {
      return new Outcome.Interrupted(UserNames.clean(run.survivors().join()));
    }
    return with(body, still);
  }

  private Outcome with(Outcome body, List<RunningWork> still) {
    if (body instanceof Outcome.Succeeded succeeded) {
      return new Outcome.Succeeded(succeeded.value(), still);
    } else if (body instanceof Outcome.Threw threw) {
      return new Outcome.Threw(threw.thrown(), still);
    } else if (body instanceof Outcome.DidNotCompile refused) {
      return new Outcome.DidNotCompile(refused.problems(), still);
    } else if (body instanceof Outcome.Exited exited) {
      return new Outcome.Exited(exited.status(), still);
    }
    return body;
  }
}
