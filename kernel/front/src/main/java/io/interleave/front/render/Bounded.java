package io.interleave.front.render;

/** Cuts texts that would flood an error message. */
final class Bounded {
  private static final int MAX_LINE = 400;

  private Bounded() {}

  /** At most 400 UTF-16 units, never half a code point. */
  static String line(String text) {
    if (text.length() <= MAX_LINE) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LINE - 1)) ? MAX_LINE - 1 : MAX_LINE;
    return text.substring(0, end) + " …";
  }
}
