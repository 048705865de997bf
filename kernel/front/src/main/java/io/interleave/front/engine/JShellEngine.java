package io.interleave.front.engine;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.engine.UnitParser.Parsed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
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

  private final CellVm vm;
  private final Wire wire;
  private final Interrupter interrupter;
  private final ShellHolder shells;
  private final CellReader reader;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long settleMillis = 10_000;
  private final Object announcing = new Object();
  private @Nullable Run running; // guarded by announcing
  private int interruptedAhead; // the cell; guarded by announcing

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
      reader.read(new SourceText("warm-up", "int x = 1; x + 1"), shells.any());
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
    return run(cell, notices, true, () -> settleMillis);
  }

  @Override
  public Outcome evaluate(Cell cell) {
    return run(cell, text -> {}, false, () -> 0);
  }

  private Outcome run(Cell cell, Notices notices, boolean advise, LongSupplier limitMillis) {
    Run run = new Run(cell);
    synchronized (announcing) {
      running = run;
      if (interruptedAhead == cell.id()) {
        run.interrupt();
        run.survivors().complete(List.of());
      }
    }
    try {
      Execution execution =
          new Execution(new Execution.Means(vm, wire, shells, reader, lock), run, notices);
      Outcome body = execution.body(advise);
      return execution.finish(body, limitMillis.getAsLong()); // it may be changed meanwhile
    } finally {
      synchronized (announcing) {
        running = null;
      }
      run.ended().countDown();
    }
  }

  @Override
  public List<CodePart> parts(String code) {
    lock.lock();
    try {
      List<Parsed> units = reader.read(new SourceText("code", code), shells.any()).units();
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
  public void interrupt(int cell) {
    Run run;
    synchronized (announcing) {
      run = running;
      if (run == null || run.cell().id() != cell) {
        interruptedAhead = cell; // it may be on its way
        return;
      }
    }
    interrupter.interrupt(run);
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
}
