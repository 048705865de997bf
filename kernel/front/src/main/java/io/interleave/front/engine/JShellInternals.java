package io.interleave.front.engine;

import io.interleave.front.engine.Opened.Member;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/** What is behind JShell's public API, as {@link JointCompiler} calls it on Java 17 to 25. */
final class JShellInternals {
  /** Null where this Java has other internals, or does not open them. */
  static final @Nullable JShellInternals KNOWN = find();

  private final Class<?> evalType = Opened.type("Eval");
  private final Class<?> factoryType = Opened.type("TaskFactory");
  private final Class<?> workerType = Opened.type("TaskFactory$Worker");
  private final Class<?> taskType = Opened.type("TaskFactory$BaseTask");
  private final Class<?> analyzeType = Opened.type("TaskFactory$AnalyzeTask");
  private final Class<?> outerWrapType = Opened.type("OuterWrap");
  private final Class<?> outerWrapsType = Opened.type("OuterWrapMap");
  private final Class<?> wrapType = Opened.type("Wrap");
  private final Class<?> unitType = Opened.type("Unit");
  private final Class<?> trackerType = Opened.type("ClassTracker");

  // JShell
  final Member eval = Opened.field(JShell.class, "eval");
  final Member taskFactory = Opened.field(JShell.class, "taskFactory");
  final Member outerMap = Opened.field(JShell.class, "outerMap");
  final Member keyMap = Opened.field(JShell.class, "keyMap");
  final Member classTracker = Opened.field(JShell.class, "classTracker");

  // Eval
  final Member sourceToSnippets = Opened.method(evalType, "sourceToSnippets", String.class);
  final Member compileAndLoad = Opened.method(evalType, "compileAndLoad", Set.class);
  final Member load = Opened.method(evalType, "load", Collection.class);

  // Unit: a snippet on its way into the session
  final Member unit =
      Opened.constructor(
          unitType, JShell.class, Snippet.class, Snippet.class, Opened.type("DiagList"));
  final Member isNew = Opened.field(unitType, "isNew");
  final Member formerSnippet = Opened.field(unitType, "siOld");
  final Member unitSnippet = Opened.method(unitType, "snippet");
  final Member markForReplacement = Opened.method(unitType, "markForReplacement");
  final Member initialize = Opened.method(unitType, "initialize");
  final Member setDiagnostics = Opened.method(unitType, "setDiagnostics", analyzeType);
  final Member setStatus = Opened.method(unitType, "setStatus", analyzeType);
  final Member classesToLoad = Opened.method(unitType, "classesToLoad", List.class);
  final Member doRedefines = Opened.method(unitType, "doRedefines");
  final Member effectedDependents = Opened.method(unitType, "effectedDependents");
  final Member finish = Opened.method(unitType, "finish");
  final Member event = Opened.method(unitType, "event", String.class, JShellException.class);
  final Member secondaryEvents = Opened.method(unitType, "secondaryEvents");

  // Snippet
  final Member syntheticDiags = Opened.method(Snippet.class, "syntheticDiags");
  final Member guts = Opened.method(Snippet.class, "guts");
  final Member key = Opened.method(Snippet.class, "key");
  final Member outerWrap = Opened.method(Snippet.class, "outerWrap");
  final Member setOuterWrap = Opened.method(Snippet.class, "setOuterWrap", outerWrapType);
  final Member statementSnippet =
      Opened.constructor(
          Opened.type("StatementSnippet"),
          Opened.type("Key$StatementKey"),
          String.class,
          Opened.type("Wrap"));
  final Member keyForStatement = Opened.method(Opened.type("KeyMap"), "keyForStatement");

  // Wraps: the sources of the classes that snippets become
  final Member methodWrap = Opened.method(wrapType, "methodWrap", String.class);
  final Member methodReturnWrap = Opened.method(wrapType, "methodReturnWrap", String.class);
  final Member wrapInClass =
      Opened.method(
          outerWrapsType, "wrapInClass", Set.class, Collection.class, List.class, List.class);
  final Member wrapped = Opened.method(Opened.type("GeneralWrap"), "wrapped");
  final Member wrapImport = Opened.method(outerWrapsType, "wrapImport", wrapType, Snippet.class);
  final Member classFullName = Opened.method(outerWrapType, "classFullName");

  // TaskFactory: the compiler
  final Member analyze =
      Opened.method(factoryType, "analyze", Collection.class, List.class, workerType);
  final Member hasErrors = Opened.method(taskType, "hasErrors");
  final Member javacTask = Opened.field(taskType, "task");
  final Member diagnostics = Opened.field(taskType, "diagnostics");
  final Member setCurrentBytes =
      Opened.method(trackerType, "setCurrentBytes", String.class, byte[].class);

  private JShellInternals() throws ReflectiveOperationException {}

  private static @Nullable JShellInternals find() {
    try {
      return new JShellInternals();
    } catch (ReflectiveOperationException | InaccessibleObjectException e) {
      return null;
    }
  }

  /** What a task of the compiler is given to; the task is the one argument. */
  Object worker(Function<Object, Object> work) {
    return Proxy.newProxyInstance(
        workerType.getClassLoader(),
        new Class<?>[] {workerType},
        (proxy, method, arguments) -> work.apply(arguments[0]));
  }
}
