package io.interleave.front.engine;

import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/**
 * The declarations of a session that a snippet does not name. JShell imports all that there are
 * into each class, and the compiler looks up every import: a cell would cost more the more were
 * declared before it.
 */
final class NeedlessImports {
  private final JShellInternals internals;
  private final List<Known> known;
  private final Map<Snippet, Set<Object>> found = new IdentityHashMap<>();

  NeedlessImports(JShell jshell, JShellInternals internals) {
    this.internals = internals;
    known =
        jshell
            .snippets()
            .filter(DeclarationSnippet.class::isInstance)
            .map(DeclarationSnippet.class::cast)
            .map(snippet -> new Known(snippet.name(), internals.key.of(snippet)))
            .toList();
  }

  private record Known(String name, Object key) {}

  /** JShell's keys of the declarations that need no import for a snippet. */
  Set<Object> of(Snippet snippet) {
    return found.computeIfAbsent(snippet, this::find);
  }

  private Set<Object> find(Snippet snippet) {
    Set<Object> keys = new HashSet<>();
    if (!known.isEmpty() && !hidesNames(snippet.source())) {
      // With what JShell writes itself, such as the type of a variable that is declared with var.
      String wrapped = (String) internals.wrapped.of(internals.guts.of(snippet));
      Set<String> words = Lexer.words(wrapped);
      for (Known each : known) {
        if (!words.contains(each.name)) {
          keys.add(each.key);
        }
      }
    }
    return keys;
  }

  /** Whether names may be spelt with escapes (JLS 3.3), or stand in a string (JEP 430). */
  private static boolean hidesNames(String source) {
    return source.contains("\\u") || source.contains("\\{");
  }
}
