package io.interleave.front.protocol;

/**
 * Converts between positions in code points, which the protocol counts since 5.2, and UTF-16
 * indices, which Java counts. Positions outside the text are moved to its ends.
 */
public final class CodePoints {
  private CodePoints() {}

  /** The UTF-16 index of the position {@code codePoints}. */
  public static int toUtf16(String text, int codePoints) {
    if (codePoints <= 0) {
      return 0;
    }
    if (codePoints >= text.length()) {
      return text.length();
    }
    int index = 0;
    for (int i = 0; i < codePoints && index < text.length(); i++) {
      index += Character.charCount(text.codePointAt(index));
    }
    return index;
  }

  /** The position in code points of the UTF-16 index {@code index}. */
  public static int fromUtf16(String text, int index) {
    return text.codePointCount(0, Math.max(0, Math.min(index, text.length())));
  }
}
