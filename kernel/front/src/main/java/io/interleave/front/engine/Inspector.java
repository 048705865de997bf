package io.interleave.front.engine;

import io.interleave.front.engine.Splitter.Piece;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdk.jshell.SourceCodeAnalysis;

/** Documents what stands at a cursor. Its caller holds the lock of JShell. */
final class Inspector {
  private static final int MOST_SIGNATURES = 30;
  private static final int MOST_JAVADOC = 20_000;

  private final SourceCodeAnalysis analysis;

  Inspector(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  Optional<Documentation> inspect(String code, int cursor) {
    int at = Math.max(0, Math.min(cursor, code.length()));
    int end = at;
    while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
      end++;
    }
    int start = pieceStart(code, end);
    String before = code.substring(start, end);
    if (before.isBlank()) {
      return Optional.empty();
    }
    boolean name = Character.isJavaIdentifierPart(before.charAt(before.length() - 1));
    List<SourceCodeAnalysis.Documentation> found = List.of();
    if (name) {
      found = documentation(before + "(");
    }
    if (found.isEmpty()) {
      found = documentation(before);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(render(found));
  }

  /** Never fails: source archives may be missing, broken or of another version. */
  private List<SourceCodeAnalysis.Documentation> documentation(String code) {
    try {
      return analysis.documentation(code, code.length(), true);
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private int pieceStart(String code, int end) {
    List<Piece> pieces = new Splitter(analysis).split(code.substring(0, end));
    return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).start();
  }

  private static Documentation render(List<SourceCodeAnalysis.Documentation> found) {
    List<String> text = new ArrayList<>();
    StringBuilder html = new StringBuilder();
    for (SourceCodeAnalysis.Documentation each : found.stream().limit(MOST_SIGNATURES).toList()) {
      String signature = UserNames.readable(each.signature());
      text.add(signature);
      html.append("<pre>").append(escape(signature)).append("</pre>\n");
      String javadoc = each.javadoc();
      if (javadoc != null && !javadoc.isBlank()) {
        String plain = Javadoc.plain(javadoc);
        plain = plain.length() > MOST_JAVADOC ? plain.substring(0, MOST_JAVADOC) + " …" : plain;
        text.add(plain.indent(4).stripTrailing() + "\n");
        html.append("<p>");
        html.append(escape(plain).replace("\n\n", "</p>\n<p>")).append("</p>\n");
      }
    }
    if (found.size() > MOST_SIGNATURES) {
      text.add("… " + (found.size() - MOST_SIGNATURES) + " more");
    }
    return new Documentation(String.join("\n", text).stripTrailing(), html.toString());
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
