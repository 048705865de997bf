package io.interleave.front.render;

import java.util.ArrayList;
import java.util.List;

/**
 * What the compiler says, without what means nothing in a cell.
 *
 * @param first one line
 * @param more further lines, may be empty
 */
record CompilerMessage(String first, List<String> more) {
  private static final String UNKNOWN = "cannot find symbol";

  /** Whether nothing of this name is declared, here or in a cell that has run. */
  boolean isUnknownName() {
    return first.startsWith(UNKNOWN + ": ") && more.isEmpty(); // in no certain class
  }

  static CompilerMessage of(String message) {
    List<String> lines = new ArrayList<>();
    for (String line : JavaNames.readable(message).split("\n")) {
      String plain =
          line.strip()
              .replaceAll("\\s+", " ")
              .replace("(use --enable-preview ", "(use %jvm --enable-preview ");
      // A snippet's own class has no name that the user knows.
      if (!plain.isEmpty() && !plain.equals("location: class")) {
        lines.add(plain);
      }
    }
    if (lines.isEmpty()) {
      return new CompilerMessage("the compiler gives no reason", List.of());
    }
    if (lines.size() > 1 && lines.get(0).equals(UNKNOWN) && lines.get(1).startsWith("symbol: ")) {
      String symbol = lines.remove(1).substring("symbol: ".length());
      lines.set(0, UNKNOWN + ": " + symbol);
    }
    return new CompilerMessage(lines.get(0), List.copyOf(lines.subList(1, lines.size())));
  }
}
