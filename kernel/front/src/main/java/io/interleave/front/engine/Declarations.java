package io.interleave.front.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.VarSnippet;

/**
 * What is declared in a JShell and can be declared again in another: imports, methods, classes,
 * interfaces, enums and records. Variables are only named: a variable that quietly became 0 or null
 * would give wrong results, a missing one gives an error.
 */
record Declarations(List<Declaration> declarations, List<String> variables) {

  /** A snippet's source with the place it came from. */
  record Declaration(String source, Origin origin) {}

  /** Reads them off a JShell, also off a closed one. */
  static Declarations of(JShell jshell, Origins origins) {
    List<Declaration> declarations = new ArrayList<>();
    Set<String> variables = new LinkedHashSet<>();
    jshell
        .snippets()
        .filter(snippet -> jshell.status(snippet).isActive())
        .forEach(
            snippet -> {
              Origin origin = origins.of(snippet);
              if (snippet instanceof VarSnippet variable) {
                if (variable.subKind() != SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
                  variables.add(variable.name());
                }
              } else if (origin != null && isDeclaration(snippet)) {
                declarations.add(new Declaration(snippet.source(), origin));
              }
            });
    return new Declarations(List.copyOf(declarations), List.copyOf(variables));
  }

  private static boolean isDeclaration(Snippet snippet) {
    return switch (snippet.kind()) {
      case IMPORT, METHOD, TYPE_DECL -> true;
      default -> false;
    };
  }
}
