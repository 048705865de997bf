package io.interleave.front.engine;

import io.interleave.front.engine.Outcome.Problem;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.Diag;

/** Turns what the compiler says of a snippet into problems of a cell. */
final class Problems {
  private static final int MOST = 50;

  private Problems() {}

  /** The errors among the diagnostics, by their place; at most 50. */
  static List<Problem> of(Stream<Diag> diagnostics, Origin origin) {
    return diagnostics
        .filter(Diag::isError)
        .filter(diag -> !message(diag).isBlank())
        .map(diag -> problem(diag, origin))
        .distinct()
        .limit(MOST)
        .collect(Collectors.toList());
  }

  private static Problem problem(Diag diag, Origin origin) {
    int position = (int) Math.max(0, diag.getPosition());
    int start = diag.getStartPosition() < 0 ? position : (int) diag.getStartPosition();
    int end = Math.max(start, (int) diag.getEndPosition());
    return origin.problem(start, end, message(diag));
  }

  private static String message(Diag diag) {
    String message = UserNames.readable(diag.getMessage(Locale.ENGLISH)).strip();
    if (diag.getCode().startsWith("jdk.eval.error.illegal.modifiers")) {
      return message.contains("'synchronized'") ? Advice.SYNCHRONIZED_METHOD : message;
    }
    return message;
  }
}
