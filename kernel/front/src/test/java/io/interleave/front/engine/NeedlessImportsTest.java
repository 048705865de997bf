package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class NeedlessImportsTest {
  private final JShellInternals internals = Objects.requireNonNull(JShellInternals.KNOWN);

  private static Snippet declared(JShell jshell, String source) {
    return jshell.eval(source).get(0).snippet();
  }

  private Object key(Snippet snippet) {
    return internals.key.of(snippet);
  }

  @Test
  void whatASnippetDoesNotNameNeedsNoImport() {
    try (JShell jshell = JShell.builder().executionEngine("local").build()) {
      Snippet list = declared(jshell, "import java.util.List;");
      Snippet type = declared(jshell, "class Box { }");
      Snippet other = declared(jshell, "int other = 1; // Box");
      Snippet overload = declared(jshell, "Box box() { return new Box(); }");
      Snippet overloaded = declared(jshell, "int box(int other) { return other; }");
      Snippet inferred = declared(jshell, "var made = box();");
      NeedlessImports needless = new NeedlessImports(jshell, internals);

      assertThat(needless.of(other))
          .contains(key(type), key(overload), key(overloaded), key(inferred))
          .doesNotContain(key(list), key(other));
      assertThat(needless.of(inferred))
          .as("its type stands in what JShell makes of it")
          .contains(key(other))
          .doesNotContain(key(type), key(overload), key(overloaded));
    }
  }

  @Test
  void whereNamesMayHideEverythingIsImported() {
    try (JShell jshell = JShell.builder().executionEngine("local").build()) {
      declared(jshell, "int other = 1;");
      Snippet escaped = declared(jshell, "int escaped = \\u006fther;");
      assertThat(new NeedlessImports(jshell, internals).of(escaped)).isEmpty();
    }
  }
}
