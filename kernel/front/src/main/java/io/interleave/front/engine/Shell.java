package io.interleave.front.engine;

import io.interleave.front.engine.JointCompiler.Compiled;
import io.interleave.front.engine.JointReader.Form;
import io.interleave.front.engine.JointReader.Source;
import io.interleave.front.engine.Outcome.Problem;
import io.interleave.wire.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * One JShell, which lives as long as the cell JVM it declares things in. The lock guards it; {@link
 * WireExecution} gives the lock up while code runs.
 */
final class Shell implements AutoCloseable {
  private final ReentrantLock lock;
  private final WireExecution execution;
  private final Origins origins = new Origins();
  private final Set<Snippet> unresolved = new LinkedHashSet<>();
  private final List<String> notices = new ArrayList<>();
  private final CompilerClassPath classPath;
  private final JShell jshell;
  private final ClassSender sender;
  private final @Nullable JointCompiler joint;
  private final Indexing indexing;
  private @Nullable Origin current;

  Shell(Wire wire, ReentrantLock lock, List<Path> classPath, List<String> compilerOptions) {
    this.lock = lock;
    this.classPath = new CompilerClassPath(classPath);
    this.execution = new WireExecution(wire, lock);
    this.jshell =
        JShell.builder()
            .executionEngine(new Provider(execution), Map.of())
            .fileManager(this.classPath::of)
            .compilerOptions(compilerOptions.toArray(String[]::new))
            .idGenerator(this::register)
            .build();
    this.sender = new ClassSender(jshell, origins, notices::add);
    this.joint = JointCompiler.of(jshell);
    this.indexing = new Indexing(jshell.sourceCodeAnalysis());
    execution.rewriter(sender::rewrite);
  }

  /** What became of one unit. */
  sealed interface Step {
    /**
     * It was declared or ran; {@code answer} is the last answer of the cell JVM, if it was asked.
     */
    record Done(@Nullable Event answer) implements Step {}

    /** Nothing of it ran. */
    record Rejected(List<Problem> problems) implements Step {}

    /** The cell JVM ended. */
    record Died(String reason) implements Step {}

    /** The user stopped it or gave up the wait for it. */
    record Stopped() implements Step {}
  }

  /** For questions that need the index of all packages, which goes on being made. */
  SourceCodeAnalysis analysis() {
    indexing.goOn();
    return jshell.sourceCodeAnalysis();
  }

  JShell jshell() {
    return jshell;
  }

  Origins origins() {
    return origins;
  }

  /**
   * Declares what every cell can use without an import.
   *
   * @param imports of packages that there are
   */
  void startUp(List<String> imports) {
    lock.lock();
    try {
      JointCompiler compiler = joint;
      List<Source> sources =
          imports.stream().map(line -> new Source(line, Form.DECLARATION)).toList();
      List<Snippet> all = compiler == null ? null : compiler.read(sources);
      Compiled compiled = compiler == null || all == null ? null : compiler.compile(all);
      if (compiler != null && compiled != null) {
        compiler.declare(compiled);
        return;
      }
      for (String line : imports) {
        jshell.eval(line);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Parses types of the next cell, which need not be parsed again. Its caller holds the lock.
   *
   * @return those that are one type without a syntax error
   */
  Set<String> readTypes(List<String> sources) {
    try {
      return joint == null ? Set.of() : joint.readTypes(sources);
    } catch (InternalError e) {
      throw cause(e);
    }
  }

  /**
   * From now on code runs for this cell.
   *
   * @param announce tells the cell JVM of the cell; called before the first of its code runs
   */
  void begin(int cell, Runnable announce) {
    execution.begin(cell, announce);
    unresolved.clear();
  }

  /**
   * Evaluates one unit of a cell.
   *
   * @param show whether its value is wanted
   */
  Step evaluate(String source, Origin origin, boolean show) {
    lock.lock();
    try {
      current = origin;
      sender.expect(origin.text().title(), show, null);
      execution.forgetAnswer();
      List<Problem> problems = new ArrayList<>();
      for (SnippetEvent event : jshell.eval(source)) {
        note(event, origin, problems);
      }
      return step(problems);
    } catch (InternalError e) {
      throw cause(e);
    } finally {
      current = null;
      lock.unlock();
    }
  }

  /**
   * Evaluates neighbouring units of a cell with one compilation.
   *
   * @param shown whether the value of the last one is wanted
   * @param stopped whether the rest shall not begin
   * @return null when they have to be evaluated one by one; then none of them has run
   */
  @Nullable Step evaluateTogether(
      List<Unit> units, SourceText text, boolean shown, BooleanSupplier stopped) {
    JointCompiler compiler = joint;
    if (compiler == null) {
      return null;
    }
    lock.lock();
    try {
      List<Source> sources = new ArrayList<>();
      for (int i = 0; i < units.size(); i++) {
        sources.add(Source.of(units.get(i), shown && i == units.size() - 1));
      }
      SharedPass pass = SharedPass.of(compiler, jshell, execution, sources);
      if (pass == null) {
        return null;
      }
      List<Snippet> snippets = pass.snippets();
      for (int i = 0; i < units.size(); i++) {
        origins.put(snippets.get(i), units.get(i).origin(text));
      }
      sender.expect(text.title(), shown, shown ? snippets.get(snippets.size() - 1) : null);
      execution.forgetAnswer();
      List<SnippetEvent> events = pass.declare();
      List<Problem> problems = new ArrayList<>();
      if (events != null) {
        Origin first = units.get(0).origin(text);
        for (SnippetEvent event : events) {
          Origin origin = origins.of(event.snippet());
          note(event, origin == null ? first : origin, problems);
        }
      }
      if (events == null || !problems.isEmpty()) {
        snippets.forEach(origins::remove);
        return null; // one by one tells more
      }
      boolean complete = pass.run(stopped);
      pass.code().forEach(origins::remove);
      Step step = step(problems);
      if (complete) {
        return step;
      }
      boolean leftOut = step instanceof Step.Done && stopped.getAsBoolean();
      return takenBack(pass, leftOut ? new Step.Stopped() : step);
    } catch (InternalError e) {
      throw cause(e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * JShell wraps whatever the compiler throws.
   *
   * @return the overflow of the stack that code nested too deeply ends with, if it is one
   */
  private static Error cause(InternalError e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof StackOverflowError overflow) {
        return overflow;
      }
    }
    return e;
  }

  /** The same step, after what it did not reach is as it was. */
  private Step takenBack(SharedPass pass, Step step) {
    String restoring = pass.takeBack();
    if (!restoring.isEmpty() && !(step instanceof Step.Died)) {
      boolean restored = false;
      if (!(step instanceof Step.Stopped)) {
        Event answer = execution.answer();
        execution.forgetAnswer();
        jshell.eval(restoring);
        restored = execution.answer() instanceof Event.Returned;
        execution.answer(answer);
      }
      if (!restored) {
        notices.add(
            String.join(", ", pass.overtaken())
                + " lost their values: the cell was stopped before it set them again.");
      }
    }
    return step;
  }

  private Step step(List<Problem> problems) {
    String death = execution.death();
    Event answer = execution.answer();
    if (death != null) {
      return new Step.Died(death);
    } else if (execution.abandoned() || answer instanceof Event.Stopped) {
      return new Step.Stopped();
    }
    return problems.isEmpty() ? new Step.Done(answer) : new Step.Rejected(problems);
  }

  private void note(SnippetEvent event, Origin origin, List<Problem> problems) {
    Snippet snippet = event.snippet();
    Status status = event.status();
    if (event.causeSnippet() == null) {
      if (status == Status.REJECTED) {
        problems.addAll(Problems.of(jshell.diagnostics(snippet), origin));
        if (problems.isEmpty()) {
          problems.add(origin.problem(0, 1, "invalid code"));
        }
      } else if (status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED) {
        unresolved.add(snippet);
      }
      boolean temporary = snippet.subKind() == Snippet.SubKind.TEMP_VAR_EXPRESSION_SUBKIND;
      if (temporary && status.isActive() && execution.death() == null) {
        jshell.drop(snippet);
        origins.remove(snippet);
      }
    } else if (snippet.kind() == Snippet.Kind.VAR
        && status == Status.VALID
        && event.isSignatureChange()) {
      String name = ((DeclarationSnippet) snippet).name();
      notices.add(name + " lost its value, because its type was declared again.");
    }
    if (!status.isActive()) {
      origins.remove(snippet);
    }
  }

  /** What of this cell still waits for a declaration, after its last unit. */
  List<Problem> missing() {
    lock.lock();
    try {
      List<Problem> problems = new ArrayList<>();
      for (Snippet snippet : unresolved) {
        Origin origin = origins.of(snippet);
        if (origin != null && snippet instanceof DeclarationSnippet declaration) {
          List<String> names = sender.missing(declaration);
          if (jshell.status(snippet) == Status.RECOVERABLE_NOT_DEFINED) {
            problems.addAll(Problems.of(jshell.diagnostics(snippet), origin));
            if (!names.isEmpty() || problems.isEmpty()) {
              problems.addAll(Missing.problems(declaration, names, origin));
            }
          } else if (jshell.status(snippet) == Status.RECOVERABLE_DEFINED) {
            notices.add(Missing.notice(declaration, names));
          }
        }
      }
      return problems;
    } finally {
      lock.unlock();
    }
  }

  /** Sends what was declared but not used yet. */
  Step flush() {
    lock.lock();
    try {
      execution.forgetAnswer();
      execution.flush();
    } catch (ExecutionControl.EngineTerminationException
        | ExecutionControl.StoppedException
        | ExecutionControl.UserException e) {
      return step(List.of());
    } finally {
      lock.unlock();
    }
    return step(List.of());
  }

  /** Takes the notices that came up since the last call. */
  List<String> takeNotices() {
    lock.lock();
    try {
      List<String> taken = List.copyOf(notices);
      notices.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a jar or folder for the compiler; the cell JVM is told elsewhere. */
  void addToClassPath(Path entry) {
    lock.lock();
    try {
      classPath.add(entry, jshell);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      jshell.close();
    } finally {
      lock.unlock();
    }
  }

  private String register(Snippet snippet, int number) {
    Origin origin = current;
    if (origin != null) {
      origins.put(snippet, origin);
    }
    return Integer.toString(number);
  }

  /** Lends its one execution to JShell. */
  private record Provider(ExecutionControl execution) implements ExecutionControlProvider {
    @Override
    public String name() {
      return "cell-jvm";
    }

    @Override
    public ExecutionControl generate(ExecutionEnv env, Map<String, String> parameters) {
      return execution;
    }
  }
}
