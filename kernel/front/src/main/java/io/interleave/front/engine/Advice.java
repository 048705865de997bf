package io.interleave.front.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a user should know of a cell before it runs, though nothing in it is wrong. */
final class Advice {
  static final String SYNCHRONIZED_METHOD =
      "A method outside a class cannot be synchronized: it has no object to lock."
          + " Put it into a class, or lock in it: synchronized (lock) { ... }";

  private static final Set<String> MODIFIERS =
      Set.of("public", "private", "protected", "static", "final", "volatile", "transient");

  private Advice() {}

  static List<String> of(List<UnitParser.Parsed> cell) {
    List<String> notices = new ArrayList<>();
    for (UnitParser.Parsed parsed : cell) {
      if (parsed.unit().kind() == Unit.Kind.VARIABLE) {
        droppedModifiers(parsed.unit().source(), notices);
      }
    }
    howToRun(cell, notices);
    return notices;
  }

  private static void droppedModifiers(String source, List<String> notices) {
    Set<String> modifiers = new HashSet<>();
    Lexer lexer = new Lexer(source, 0);
    while (lexer.next() && MODIFIERS.contains(lexer.text())) {
      modifiers.add(lexer.text());
    }
    String line = source.substring(lexer.start()).lines().findFirst().orElse("").strip();
    String declaration = line.length() > 60 ? line.substring(0, 60) + "…" : line;
    if (modifiers.contains("volatile")) {
      notices.add(
          "volatile has no effect on a variable outside a class ("
              + declaration
              + "): threads may"
              + " not see its changes. Put it into a class as a volatile field, or use"
              + " AtomicBoolean, AtomicInteger or AtomicReference.");
    }
    if (modifiers.contains("final")) {
      notices.add(
          "final has no effect on a variable outside a class ("
              + declaration
              + "): it can be"
              + " assigned again. Put it into a class as a final field to have that checked.");
    }
  }

  private static void howToRun(List<UnitParser.Parsed> cell, List<String> notices) {
    boolean onlyDeclares =
        cell.stream()
            .map(parsed -> parsed.unit().kind())
            .allMatch(
                kind ->
                    kind == Unit.Kind.TYPE || kind == Unit.Kind.METHOD || kind == Unit.Kind.IMPORT);
    if (onlyDeclares) {
      cell.stream()
          .map(UnitParser.Parsed::mainCall)
          .filter(call -> !call.isEmpty())
          .forEach(
              call -> notices.add("This cell only declares. To run its main method, add: " + call));
    }
  }
}
