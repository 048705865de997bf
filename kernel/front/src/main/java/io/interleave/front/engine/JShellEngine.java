package io.interleave.front.engine;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.engine.Outcome.Problem;
import io.interleave.front.engine.Unit.Kind;
import io.interleave.front.engine.UnitParser.Parsed;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Event.RunningWork;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The engine on JShell and a cell JVM.
 *
 * <p>The value of a cell is that of its last expression; assignments have none, and a semicolon
 * behind the expression suppresses it, as in other notebooks.
 */
public final class JShellEngine implements Engine {
  private static final long PATIENCE_MILLIS = 5_000;

  /** The compiler recurses from each declaration to the next that it imports. */
  private static final int MOST_TOGETHER = 40;

  private final CellVm vm;
  private final Wire wire;
  private final Interrupter interrupter;
  private final ShellHolder shells;
  private final CellReader reader;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long settleMillis = 10_000;
  private volatile @Nullable Run running;

  /**
   * @param classPath what the compiler sees besides the JDK: the api module
   */
  public JShellEngine(CellVm vm, List<Path> classPath) {
    this(vm, classPath, PATIENCE_MILLIS);
  }

  JShellEngine(CellVm vm, List<Path> classPath, long patienceMillis) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException(
          "This Java has no compiler: " + System.getProperty("java.home") + ". Use a JDK.");
    }
    this.vm = vm;
    this.wire = new Wire(vm);
    this.interrupter = new Interrupter(vm, wire, patienceMillis);
    this.shells = new ShellHolder(vm, wire, lock, classPath);
    this.reader =
        new CellReader(new UnitParser(compiler, () -> CompilerOptions.parsing(vm.userOptions())));
  }

  /** How long a cell may stay busy after its body for work that it started; 0: not at all. */
  public void settleMillis(long limit) {
    settleMillis = limit;
  }

  /**
   * Loads the compiler, so that the first cell need not wait for it; blocks, and may be called
   * beside a cell that runs.
   */
  public void warmUp() {
    lock.lock();
    try {
      reader.read(new SourceText("warm-up", "int x = 1; x + 1"), shells.any().jshell());
    } finally {
      lock.unlock();
    }
  }

  /** Makes the index that completion uses, in the background, unless somebody has asked for it. */
  public void index() {
    lock.lock();
    try {
      shells.any().analysis();
    } finally {
      lock.unlock();
    }
  }

  /** Declares everything again after the process was replaced; the names of lost variables. */
  public List<String> restored() {
    return shells.lost(text -> {});
  }

  /**
   * Adds a jar or a folder of classes to the user's class path.
   *
   * @return why it cannot be added; empty when it was
   */
  public String addToClassPath(Path entry) {
    try {
      return shells.addToClassPath(entry);
    } catch (CellVmDiedException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** What {@link #addToClassPath} added. */
  public List<Path> classPath() {
    return shells.userClassPath();
  }

  @Override
  public Outcome execute(Cell cell, Notices notices) {
    Run run = new Run(cell);
    running = run;
    try {
      Execution execution = new Execution(run, notices);
      return execution.finish(execution.body(true), settleMillis);
    } finally {
      running = null;
      run.ended().countDown();
    }
  }

  @Override
  public Outcome evaluate(Cell cell) {
    Run run = new Run(cell);
    running = run;
    try {
      Execution execution = new Execution(run, text -> {});
      return execution.finish(execution.body(false), 0);
    } finally {
      running = null;
      run.ended().countDown();
    }
  }

  @Override
  public List<CodePart> parts(String code) {
    lock.lock();
    try {
      List<Parsed> units = reader.read(new SourceText("code", code), shells.any().jshell()).units();
      List<CodePart> parts = new ArrayList<>();
      for (int i = 0; i < units.size(); i++) {
        boolean last = i == units.size() - 1;
        int limit = last ? code.length() : units.get(i + 1).unit().start();
        parts.add(CodePart.of(code, units.get(i).unit(), limit));
      }
      return parts;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void interrupt() {
    Run run = running;
    if (run != null) {
      interrupter.interrupt(run);
    }
  }

  @Override
  public Completion complete(String code, int cursor) {
    return reading(
        shell -> new Completer(shell.analysis()).complete(code, cursor),
        new Completion(List.of(), cursor, cursor));
  }

  @Override
  public Optional<Documentation> inspect(String code, int cursor, int detailLevel) {
    return reading(
        shell -> new Inspector(shell.analysis()).inspect(code, cursor), Optional.empty());
  }

  @Override
  public Completeness completeness(String code) {
    return reading(
        shell -> reader.completeness(code, shell.jshell()),
        new Completeness(Completeness.Status.UNKNOWN, ""));
  }

  /** Asks JShell something; it may be in use for a compilation, never for as long as code runs. */
  private <T> T reading(Function<Shell, T> question, T otherwise) {
    lock.lock();
    try {
      return question.apply(shells.any());
    } catch (StackOverflowError e) {
      return otherwise; // the compiler recurses as deep as the code is nested
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    wire.close();
    shells.close();
    vm.close();
  }

  /** One run of a cell, from its reading to its outcome. */
  private final class Execution {
    private final Run run;
    private final Notices notices;
    private final SourceText text;
    private boolean ran;
    private @Nullable Unit lastUnit;

    Execution(Run run, Notices notices) {
      this.run = run;
      this.notices = notices;
      this.text = new SourceText(run.cell().title(), run.cell().code());
    }

    /** Runs the body; what still runs is not known yet. */
    Outcome body(boolean advise) {
      try {
        Shell shell = shells.current(notices);
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
      lock.lock();
      try {
        return reader.read(text, shell.jshell());
      } finally {
        lock.unlock();
      }
    }

    private Outcome run(Shell shell, List<Parsed> units) {
      shell.begin(run.cell().id(), this::announce);
      Optional<Event.Value> value = Optional.empty();
      List<Unit> all = units.stream().map(Parsed::unit).toList();
      lastUnit = all.isEmpty() ? null : all.get(all.size() - 1);
      List<Batch> batches = Batch.of(all, text);
      for (int i = 0; i < batches.size(); ) {
        int behind = behindShared(batches, i);
        Shell.Step shared = behind == i ? null : inOnePass(shell, batches.subList(i, behind));
        Shell.Step step = shared == null ? oneByOne(shell, batches.get(i)) : shared;
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
      while (behind < batches.size()
          && behind - first < MOST_TOGETHER
          && maySharePass(batches.get(behind))) {
        behind++;
      }
      boolean gains = behind - first > 1 || batches.get(first).whole().kind() != Kind.VARIABLE;
      return gains ? behind : first;
    }

    private boolean maySharePass(Batch batch) {
      return isShown(batch.whole()) ? batch.whole().isPlainValue() : batch.maySharePass();
    }

    private boolean isShown(Unit unit) {
      return unit == lastUnit && !unit.endsWithSemicolon();
    }

    /** Null when they have to be evaluated one by one; then nothing has happened. */
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
      vm.send(new Command.BeginCell(cell.id(), cell.title(), cell.stdinAllowed()));
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
      return new Outcome.CellDied(reason, shells.lost(notices));
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
          Event event = wire.call(call -> new Command.Settle(call, id, limitMillis));
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
}
