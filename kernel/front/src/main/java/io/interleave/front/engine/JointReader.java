package io.interleave.front.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import org.jspecify.annotations.Nullable;

/** Reads the sources that {@link JointCompiler} compiles. */
final class JointReader {
  private final JShell jshell;
  private final JShellInternals internals;
  private final Map<String, Snippet> types = new HashMap<>(); // read ahead

  JointReader(JShell jshell, JShellInternals internals) {
    this.jshell = jshell;
    this.internals = internals;
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

  record Source(String text, Form form) {
    /**
     * What a unit of a cell is compiled as.
     *
     * @param shown whether its value is wanted
     */
    static Source of(Unit unit, boolean shown) {
      if (shown) {
        return new Source(unit.withoutTrailingComment(), Form.VALUE);
      }
      boolean statement = unit.kind() == Unit.Kind.STATEMENT;
      return new Source(unit.source(), statement ? Form.STATEMENT : Form.DECLARATION);
    }
  }

  /**
   * Reads what {@link #read} will be asked for.
   *
   * @return the sources that are one type each, without a syntax error
   */
  Set<String> readTypes(List<String> sources) {
    types.clear();
    for (String source : sources) {
      Snippet snippet = declaration(source);
      if (snippet != null && snippet.kind() == Snippet.Kind.TYPE_DECL) {
        types.put(source, snippet);
      }
    }
    return Set.copyOf(types.keySet());
  }

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
    return hasOverloads(snippets) ? null : snippets;
  }

  private @Nullable Snippet declaration(String source) {
    Snippet known = types.remove(source);
    if (known != null) {
      return known;
    }
    List<?> found = (List<?>) internals.sourceToSnippets.of(internals.eval.of(jshell), source);
    return found.size() == 1
            && found.get(0) instanceof Snippet snippet
            && snippet.kind() != Snippet.Kind.ERRONEOUS
        ? snippet
        : null;
  }

  private Snippet code(Source source) {
    Object key = internals.keyForStatement.of(internals.keyMap.of(jshell));
    Opened.Member wrap =
        source.form() == Form.VALUE ? internals.methodReturnWrap : internals.methodWrap;
    Object guts = wrap.of(null, source.text());
    return (Snippet) internals.statementSnippet.of(key, source.text(), guts);
  }

  /**
   * JShell puts methods of one name into one class, and from Java 24 on looks into their bodies.
   */
  private boolean hasOverloads(List<Snippet> snippets) {
    Map<String, Set<Object>> keys = new HashMap<>();
    for (Snippet snippet : snippets) {
      if (snippet instanceof MethodSnippet method) {
        keys.computeIfAbsent(method.name(), name -> new HashSet<>()).add(internals.key.of(method));
      }
    }
    if (keys.isEmpty()) {
      return false;
    }
    jshell
        .methods()
        .forEach(
            known ->
                keys.computeIfPresent(
                    known.name(), (name, same) -> with(same, internals.key.of(known))));
    return keys.values().stream().anyMatch(same -> same.size() > 1);
  }

  private static Set<Object> with(Set<Object> all, Object one) {
    all.add(one);
    return all;
  }
}
