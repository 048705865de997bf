package io.interleave.front.engine;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
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
    return !(boolean) internals.analyze.of(compiler, wraps, internals.errors);
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

  /** A member of a class of {@code jdk.jshell} that is not public. */
  private interface Member {
    Object of(@Nullable Object target, @Nullable Object... arguments);
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
      Object errors) {
    static final @Nullable Internals KNOWN = find();

    private static @Nullable Internals find() {
      try {
        Class<?> eval = type("Eval");
        Class<?> unit = type("Unit");
        Class<?> wraps = type("OuterWrapMap");
        Class<?> worker = type("TaskFactory$Worker");
        Member hasErrors = method(type("TaskFactory$BaseTask"), "hasErrors");
        Object errors =
            Proxy.newProxyInstance(
                worker.getClassLoader(),
                new Class<?>[] {worker},
                (proxy, method, arguments) -> hasErrors.of(arguments[0]));
        return new Internals(
            field(JShell.class, "eval"),
            field(JShell.class, "taskFactory"),
            field(JShell.class, "outerMap"),
            method(eval, "sourceToSnippets", String.class),
            method(eval, "compileAndLoad", Set.class),
            constructor(unit, JShell.class, Snippet.class, Snippet.class, type("DiagList")),
            method(unit, "event", String.class, jdk.jshell.JShellException.class),
            method(unit, "secondaryEvents"),
            method(Snippet.class, "syntheticDiags"),
            method(Snippet.class, "guts"),
            method(Snippet.class, "key"),
            method(Snippet.class, "setOuterWrap", type("OuterWrap")),
            field(JShell.class, "keyMap"),
            method(type("KeyMap"), "keyForStatement"),
            method(type("Wrap"), "methodWrap", String.class),
            method(type("Wrap"), "methodReturnWrap", String.class),
            constructor(
                type("StatementSnippet"), type("Key$StatementKey"), String.class, type("Wrap")),
            method(wraps, "wrapInClass", Set.class, Collection.class, List.class, List.class),
            method(wraps, "wrapImport", type("Wrap"), Snippet.class),
            method(type("TaskFactory"), "analyze", Collection.class, worker),
            errors);
      } catch (ReflectiveOperationException | InaccessibleObjectException e) {
        return null;
      }
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
      return Class.forName("jdk.jshell." + name);
    }

    private static Member field(Class<?> type, String name) throws NoSuchFieldException {
      Field field = opened(type.getDeclaredField(name));
      return (target, arguments) -> {
        try {
          return Objects.requireNonNull(field.get(target));
        } catch (IllegalAccessException e) {
          throw new IllegalStateException(e); // it was opened
        }
      };
    }

    private static Member method(Class<?> type, String name, Class<?>... types)
        throws NoSuchMethodException {
      Method method = opened(type.getDeclaredMethod(name, types));
      return (target, arguments) -> call(method, () -> method.invoke(target, arguments));
    }

    private static Member constructor(Class<?> type, Class<?>... types)
        throws NoSuchMethodException {
      Constructor<?> constructor = opened(type.getDeclaredConstructor(types));
      return (first, others) -> {
        List<@Nullable Object> all = new ArrayList<>(Arrays.asList(others));
        all.add(0, first);
        return call(constructor, () -> constructor.newInstance(all.toArray()));
      };
    }

    private static <T extends AccessibleObject> T opened(T member) {
      member.setAccessible(true);
      return member;
    }

    private interface Call {
      @Nullable Object now() throws ReflectiveOperationException;
    }

    @SuppressWarnings("NullAway") // a method without a result is called for what it does
    private static Object call(Executable member, Call call) {
      try {
        return call.now();
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException thrown) {
          throw thrown;
        } else if (e.getCause() instanceof Error thrown) {
          throw thrown;
        }
        throw new IllegalStateException(member.toString(), e.getCause());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(member.toString(), e);
      }
    }
  }
}
