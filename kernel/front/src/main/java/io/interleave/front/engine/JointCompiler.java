package io.interleave.front.engine;

import com.sun.source.util.JavacTask;
import io.interleave.front.engine.JointReader.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import org.jspecify.annotations.Nullable;

/**
 * Declares several snippets with one pass of the compiler. JShell attributes each snippet two or
 * three times: to see its errors, to make its class, and once more to find out that a class of that
 * name is loaded. Where a Java has other internals, or {@code jdk.jshell} is not opened to this
 * class, nothing is joint and everything works.
 */
final class JointCompiler {
  /** As JShell compiles, but with the errors first and then the classes. */
  private static final List<String> OPTIONS = List.of("-parameters");

  private final JShell jshell;
  private final JShellInternals internals;
  private final JointReader reader;

  private JointCompiler(JShell jshell, JShellInternals internals) {
    this.jshell = jshell;
    this.internals = internals;
    this.reader = new JointReader(jshell, internals);
  }

  /** Null where this Java does not let us. */
  static @Nullable JointCompiler of(JShell jshell) {
    JShellInternals internals = JShellInternals.KNOWN;
    return internals == null ? null : new JointCompiler(jshell, internals);
  }

  /** Reads types ahead, as {@link JointReader#readTypes} tells. */
  Set<String> readTypes(List<String> sources) {
    return reader.readTypes(sources);
  }

  /** The snippets that sources stand for, as {@link JointReader#read} tells. */
  @Nullable List<Snippet> read(List<Source> sources) {
    return reader.read(sources);
  }

  /**
   * Snippets without errors, of which JShell has not been told yet.
   *
   * @param units JShell's view of the declarations
   * @param code the snippets that are none, which JShell need not know
   * @param classes by the name of the top-level class; null if the compiler could not make them all
   */
  record Compiled(
      List<Object> units, List<Snippet> code, @Nullable Map<String, List<ClassFile>> classes) {}

  private record ClassFile(String name, byte[] bytes) {}

  /**
   * What is declared now.
   *
   * @param events of all snippets that this changed
   * @param code the classes of the code; null when it has to be compiled again
   */
  record Declared(List<SnippetEvent> events, ClassBytecodes @Nullable [] code) {}

  /**
   * Compiles snippets, each with the declarations among them.
   *
   * @return null when there is an error in them; then nothing has happened. Otherwise {@link
   *     #declare} has to follow.
   */
  @Nullable Compiled compile(List<Snippet> snippets) {
    Map<Boolean, List<Snippet>> parts =
        snippets.stream()
            .collect(Collectors.partitioningBy(s -> s.kind() == Snippet.Kind.STATEMENT));
    List<Snippet> declarations = parts.getOrDefault(false, List.of());
    List<Object> units = units(declarations);
    NeedlessImports needless = new NeedlessImports(jshell, internals);
    // The first time gives each the name of its class.
    snippets.forEach(snippet -> wrap(snippet, List.of(), needless));
    List<Object> wraps =
        snippets.stream()
            .map(snippet -> wrap(snippet, declarations, needless))
            .collect(Collectors.toList());
    List<Snippet> code = parts.getOrDefault(true, List.of());
    Compiled[] result = new Compiled[1];
    Object worker =
        internals.worker(
            task -> {
              if (!(boolean) internals.hasErrors.of(task)) {
                units.forEach(unit -> admit(unit, task));
                Map<String, List<ClassFile>> classes = generate(task);
                boolean undone = classes == null && units.isEmpty();
                result[0] = undone ? null : new Compiled(units, code, classes);
              }
              return result;
            });
    internals.analyze.of(internals.taskFactory.of(jshell), wraps, OPTIONS, worker);
    return result[0];
  }

  /**
   * JShell's view of declarations. A loaded class cannot change: what is declared again and is not
   * what it was, or uses such, gets a class with a new name.
   */
  private List<Object> units(List<Snippet> declarations) {
    List<Object> units = new ArrayList<>();
    Map<Snippet, Object> same = new LinkedHashMap<>();
    for (Snippet snippet : declarations) {
      Object unit = internals.unit.of(jshell, snippet, null, internals.syntheticDiags.of(snippet));
      units.add(unit);
      if (snippet instanceof DeclarationSnippet && !(boolean) internals.isNew.of(unit)) {
        same.put(snippet, unit);
      }
    }
    Set<String> changed = new HashSet<>();
    while (same.entrySet().removeIf(each -> changes(each.getKey(), each.getValue(), changed))) {
      // What uses one that changes, changes as well.
    }
    return units;
  }

  private boolean changes(Snippet snippet, Object unit, Set<String> changed) {
    String former = ((Snippet) internals.formerSnippet.of(unit)).source();
    if (Lexer.sameTokens(former, snippet.source()) && !Lexer.mentions(former, changed)) {
      return false;
    }
    internals.markForReplacement.of(unit);
    changed.add(((DeclarationSnippet) snippet).name());
    return true;
  }

  /** What JShell does with a snippet without errors as long as the compiler remembers it. */
  private void admit(Object unit, Object task) {
    internals.initialize.of(unit);
    internals.setDiagnostics.of(unit, task);
    internals.setStatus.of(unit, task);
  }

  private @Nullable Map<String, List<ClassFile>> generate(Object task) {
    Map<String, List<ClassFile>> classes = new HashMap<>();
    try {
      for (JavaFileObject file : ((JavacTask) internals.javacTask.of(task)).generate()) {
        try (InputStream in = file.openInputStream()) {
          classes
              .computeIfAbsent(Origins.topLevel(file.getName()), name -> new ArrayList<>())
              .add(new ClassFile(file.getName(), in.readAllBytes()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // they are made in memory
    }
    DiagnosticCollector<?> diagnostics = (DiagnosticCollector<?>) internals.diagnostics.of(task);
    boolean failed =
        diagnostics.getDiagnostics().stream().anyMatch(d -> d.getKind() == Diagnostic.Kind.ERROR);
    return failed ? null : classes;
  }

  /** Puts a snippet into a class that imports what the session has declared, and others. */
  private Object wrap(Snippet snippet, List<Snippet> all, NeedlessImports needless) {
    Object outerWraps = internals.outerMap.of(jshell);
    Object guts = internals.guts.of(snippet);
    Set<Object> keys = new HashSet<>(needless.of(snippet));
    all.forEach(each -> keys.add(internals.key.of(each)));
    List<Snippet> others = new ArrayList<>(all);
    others.remove(snippet);
    Object wrap =
        snippet.kind() == Snippet.Kind.IMPORT
            ? internals.wrapImport.of(outerWraps, guts, snippet)
            : internals.wrapInClass.of(outerWraps, keys, others, List.of(snippet), List.of(guts));
    internals.setOuterWrap.of(snippet, wrap);
    return wrap;
  }

  /** Loads the classes of the declarations and tells JShell of them. */
  Declared declare(Compiled compiled) {
    Set<Object> units = new LinkedHashSet<>(compiled.units());
    Map<String, List<ClassFile>> classes = compiled.classes();
    if (classes != null && load(units, classes)) {
      units.forEach(internals.finish::of);
      return new Declared(events(units), code(compiled.code(), classes));
    }
    internals.compileAndLoad.of(internals.eval.of(jshell), units);
    return new Declared(events(units), null);
  }

  /**
   * Loads classes. Adds what depends on them and has to be declared again.
   *
   * @return whether nothing has
   */
  private boolean load(Set<Object> units, Map<String, List<ClassFile>> classes) {
    List<Object> fresh = new ArrayList<>();
    units.forEach(unit -> fresh.addAll(toLoad(unit, classes)));
    internals.load.of(internals.eval.of(jshell), fresh);
    boolean settled = true;
    for (Object unit : units) {
      settled &= (boolean) internals.doRedefines.of(unit);
    }
    List<Object> dependents = new ArrayList<>();
    units.forEach(unit -> dependents.addAll(listed(internals.effectedDependents.of(unit))));
    return !units.addAll(dependents) && settled;
  }

  private List<SnippetEvent> events(Set<Object> units) {
    List<SnippetEvent> events = new ArrayList<>();
    for (Object unit : units) {
      events.add((SnippetEvent) internals.event.of(unit, null, null));
      for (Object secondary : (List<?>) internals.secondaryEvents.of(unit)) {
        events.add((SnippetEvent) secondary);
      }
    }
    return events;
  }

  private List<?> toLoad(Object unit, Map<String, List<ClassFile>> classes) {
    Object tracker = internals.classTracker.of(jshell);
    List<String> names = new ArrayList<>();
    for (ClassFile made : of((Snippet) internals.unitSnippet.of(unit), classes)) {
      internals.setCurrentBytes.of(tracker, made.name(), made.bytes());
      names.add(made.name());
    }
    return listed(internals.classesToLoad.of(unit, names));
  }

  private static List<?> listed(Object stream) {
    return ((Stream<?>) stream).toList();
  }

  private ClassBytecodes[] code(List<Snippet> code, Map<String, List<ClassFile>> classes) {
    return code.stream()
        .flatMap(snippet -> of(snippet, classes).stream())
        .map(made -> new ClassBytecodes(made.name(), made.bytes()))
        .toArray(ClassBytecodes[]::new);
  }

  private List<ClassFile> of(Snippet snippet, Map<String, List<ClassFile>> classes) {
    Object name = internals.classFullName.of(internals.outerWrap.of(snippet));
    return classes.getOrDefault((String) name, List.of());
  }
}
