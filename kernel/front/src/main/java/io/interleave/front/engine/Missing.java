package io.interleave.front.engine;

import io.interleave.front.engine.Outcome.Problem;
import java.util.ArrayList;
import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.MethodSnippet;

/**
 * Explains declarations that refer to something nobody has declared. JShell accepts them in the
 * hope that it comes later.
 */
final class Missing {
  private Missing() {}

  /** What a user is told of a declaration that is there but cannot be used yet. */
  static String notice(DeclarationSnippet declaration, List<String> missing) {
    String name = declaration.name() + (declaration instanceof MethodSnippet ? "()" : "");
    return name
        + " cannot be used yet: "
        + String.join(", ", missing)
        + (missing.size() == 1 ? " is" : " are")
        + " not declared. It works as soon as a cell declares "
        + (missing.size() == 1 ? "it." : "them.");
  }

  /** The same as errors, for a declaration that could not be made at all. */
  static List<Problem> problems(
      DeclarationSnippet declaration, List<String> missing, Origin origin) {
    List<Problem> problems = new ArrayList<>();
    for (String each : missing) {
      int[] place = find(declaration.source(), simpleName(each));
      problems.add(origin.problem(place[0], place[1], "cannot find symbol: " + each));
    }
    if (problems.isEmpty()) {
      String message = declaration.name() + " could not be declared";
      problems.add(origin.problem(0, 1, message));
    }
    return problems;
  }

  private static String simpleName(String symbol) {
    String name = symbol.substring(symbol.lastIndexOf(' ', end(symbol)) + 1, end(symbol));
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static int end(String symbol) {
    int parameters = symbol.indexOf('(');
    int generic = symbol.indexOf('<');
    int end = parameters < 0 ? symbol.length() : parameters;
    return generic < 0 ? end : Math.min(generic, end);
  }

  private static int[] find(String source, String name) {
    Lexer lexer = new Lexer(source, 0);
    while (lexer.next()) {
      if (lexer.is(name)) {
        return new int[] {lexer.start(), lexer.end()};
      }
    }
    return new int[] {0, 1};
  }
}
