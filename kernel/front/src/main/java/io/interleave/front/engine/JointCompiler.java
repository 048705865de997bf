package io.interleave.front.engine;

import io.interleave.front.engine.Opened.Member;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.jspecify.annotations.Nullable;

/**
 * Declares several snippets with one compilation. JShell can do that, and does it for snippets that
 * depend on each other, but its public API compiles each snippet alone, twice, with all imports of
 * the session. What this class calls is the same on Java 17 to 25; on a Java where it is not, or
 * where {@code jdk.jshell} is not opened to this class, nothing is joint and everything works.
 */
final class JointCompiler {
  private final JShell jshell;
  private final Internals internals;

  private JointCompiler(JShell jshell, Internals internals) {
    this.jshell = jshell;
    this.internals = internals;
  }

  /** Null where this Java does not let us. */
  static @Nullable JointCompiler of(JShell jshell) {
    Internals internals = Internals.KNOWN;
    return internals == null ? null : new JointCompiler(jshell, internals);
  }

  /** What a source becomes. */
  enum Form {
    /** What JShell makes of it. */
    DECLARATION,
    /** Code that gives no value. JShell would compile it once more to see whether it can be run. */
    STATEMENT,
    /** An expression whose value is wanted. JShell would look for its type and keep its value. */
    VALUE
  }

  record Source(String text, Form form) {}

  /**
   * The snippets that sources stand for; nothing is declared yet.
   *
   * @return null unless they can be declared jointly: one snippet each, no name twice, and no error
   *     in any of them that can be seen without the others
   */
  @Nullable List<Snippet> read(List<Source> sources) {
    List<Snippet> snippets = new ArrayList<>();
    Set<Object> keys = new HashSet<>();
    for (Source source : sources) {
      Snippet snippet =
          source.form() == Form.DECLARATION ? declaration(source.text()) : code(source);
      if (snippet == null || !keys.add(internals.key.of(snippet))) {
        return null;
      }
      snippets.add(snippet);
    }
    return snippets;
  }

  private @Nullable Snippet declaration(String source) {
    List<?> found = (List<?>) internals.sourceToSnippets.of(eval(), source);
    return found.size() == 1
            && found.get(0) instanceof Snippet snippet
            && snippet.kind() != Snippet.Kind.ERRONEOUS
        ? snippet
        : null;
  }

  private Snippet code(Source source) {
    Object key = internals.keyForStatement.of(internals.keyMap.of(jshell));
    Member wrap = source.form() == Form.VALUE ? internals.methodReturnWrap : internals.methodWrap;
    Object guts = wrap.of(null, source.text());
    return (Snippet) internals.statementSnippet.of(key, source.text(), guts);
  }

  /** Whether all of them compile, each with the others declared. */
  boolean compiles(List<Snippet> snippets) {
    units(snippets); // gives each its number
    snippets.forEach(snippet -> wrap(snippet, List.of())); // gives each the name of its class
    List<Object> wraps =
        snippets.stream().map(snippet -> wrap(snippet, snippets)).collect(Collectors.toList());
    Object compiler = internals.taskFactory.of(jshell);
    Object worker = internals.worker(internals.hasErrors::of);
    return !(boolean) internals.analyze.of(compiler, wraps, worker);
  }

  /** Puts a snippet into a class that imports what the session has declared, and others. */
  private Object wrap(Snippet snippet, List<Snippet> all) {
    Object outerWraps = internals.outerMap.of(jshell);
    Object guts = internals.guts.of(snippet);
    Set<Object> keys = all.stream().map(internals.key::of).collect(Collectors.toSet());
    List<Snippet> others = new ArrayList<>(all);
    others.remove(snippet);
    Object wrap =
        snippet.kind() == Snippet.Kind.IMPORT
            ? internals.wrapImport.of(outerWraps, guts, snippet)
            : internals.wrapInClass.of(outerWraps, keys, others, List.of(snippet), List.of(guts));
    internals.setOuterWrap.of(snippet, wrap);
    return wrap;
  }

  /**
   * Compiles code, and changes nothing of the session: no later snippet can refer to it.
   *
   * @return its classes; null when it does not compile
   */
  ClassBytecodes @Nullable [] compileCode(List<Snippet> code) {
    List<Object> wraps =
        code.stream().map(snippet -> wrap(snippet, List.of())).collect(Collectors.toList());
    Object[] result = new Object[1];
    Object worker =
        internals.worker(
            task -> {
              boolean compiled = (boolean) internals.compileTask.of(task);
              result[0] = compiled ? classes(task, wraps) : null;
              return compiled;
            });
    internals.compile.of(internals.taskFactory.of(jshell), wraps, worker);
    return (ClassBytecodes[]) result[0];
  }

  private ClassBytecodes[] classes(Object task, List<Object> wraps) {
    Object tracker = internals.classTracker.of(jshell);
    List<ClassBytecodes> classes = new ArrayList<>();
    for (Object wrap : wraps) {
      for (Object name : (List<?>) internals.classList.of(task, wrap)) {
        Object known = internals.trackedClass.of(tracker, name);
        classes.add((ClassBytecodes) internals.toClassBytecodes.of(known));
      }
    }
    return classes.toArray(ClassBytecodes[]::new);
  }

  /**
   * Compiles and loads them.
   *
   * @return the events of all snippets that this changes
   */
  List<SnippetEvent> declare(List<Snippet> snippets) {
    Set<Object> ins = new LinkedHashSet<>(units(snippets));
    List<SnippetEvent> events = new ArrayList<>();
    for (Object unit : (Collection<?>) internals.compileAndLoad.of(eval(), ins)) {
      events.add((SnippetEvent) internals.event.of(unit, null, null));
      for (Object secondary : (List<?>) internals.secondaryEvents.of(unit)) {
        events.add((SnippetEvent) secondary);
      }
    }
    return events;
  }

  private List<Object> units(List<Snippet> snippets) {
    return snippets.stream()
        .map(
            snippet ->
                internals.unit.of(jshell, snippet, null, internals.syntheticDiags.of(snippet)))
        .collect(Collectors.toList());
  }

  private Object eval() {
    return internals.eval.of(jshell);
  }

  private record Internals(
      Member eval,
      Member taskFactory,
      Member outerMap,
      Member sourceToSnippets,
      Member compileAndLoad,
      Member unit,
      Member event,
      Member secondaryEvents,
      Member syntheticDiags,
      Member guts,
      Member key,
      Member setOuterWrap,
      Member keyMap,
      Member keyForStatement,
      Member methodWrap,
      Member methodReturnWrap,
      Member statementSnippet,
      Member wrapInClass,
      Member wrapImport,
      Member analyze,
      Member hasErrors,
      Member compile,
      Member compileTask,
      Member classList,
      Member classTracker,
      Member trackedClass,
      Member toClassBytecodes,
      Class<?> workerType) {
    static final @Nullable Internals KNOWN = find();

    private static @Nullable Internals find() {
      try {
        Class<?> eval = Opened.type("Eval");
        Class<?> unit = Opened.type("Unit");
        Class<?> wraps = Opened.type("OuterWrapMap");
        Class<?> worker = Opened.type("TaskFactory$Worker");
        return new Internals(
            Opened.field(JShell.class, "eval"),
            Opened.field(JShell.class, "taskFactory"),
            Opened.field(JShell.class, "outerMap"),
            Opened.method(eval, "sourceToSnippets", String.class),
            Opened.method(eval, "compileAndLoad", Set.class),
            Opened.constructor(
                unit, JShell.class, Snippet.class, Snippet.class, Opened.type("DiagList")),
            Opened.method(unit, "event", String.class, jdk.jshell.JShellException.class),
            Opened.method(unit, "secondaryEvents"),
            Opened.method(Snippet.class, "syntheticDiags"),
            Opened.method(Snippet.class, "guts"),
            Opened.method(Snippet.class, "key"),
            Opened.method(Snippet.class, "setOuterWrap", Opened.type("OuterWrap")),
            Opened.field(JShell.class, "keyMap"),
            Opened.method(Opened.type("KeyMap"), "keyForStatement"),
            Opened.method(Opened.type("Wrap"), "methodWrap", String.class),
            Opened.method(Opened.type("Wrap"), "methodReturnWrap", String.class),
            Opened.constructor(
                Opened.type("StatementSnippet"),
                Opened.type("Key$StatementKey"),
                String.class,
                Opened.type("Wrap")),
            Opened.method(
                wraps, "wrapInClass", Set.class, Collection.class, List.class, List.class),
            Opened.method(wraps, "wrapImport", Opened.type("Wrap"), Snippet.class),
            Opened.method(Opened.type("TaskFactory"), "analyze", Collection.class, worker),
            Opened.method(Opened.type("TaskFactory$BaseTask"), "hasErrors"),
            Opened.method(Opened.type("TaskFactory"), "compile", Collection.class, worker),
            Opened.method(Opened.type("TaskFactory$CompileTask"), "compile"),
            Opened.method(
                Opened.type("TaskFactory$CompileTask"), "classList", Opened.type("OuterWrap")),
            Opened.field(JShell.class, "classTracker"),
            Opened.method(Opened.type("ClassTracker"), "get", String.class),
            Opened.method(Opened.type("ClassTracker$ClassInfo"), "toClassBytecodes"),
            worker);
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
}
