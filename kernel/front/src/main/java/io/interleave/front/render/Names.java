package io.interleave.front.render;

/**
 * Makes text that users chose fit to be shown: one line, nothing a terminal obeys, known width. A
 * width is in columns of a fixed-width font: 2 for East Asian wide characters, 0 for marks.
 */
final class Names {
  private static final int LONGEST = 200;
  private static final char CUT = '~';

  private Names() {}

  /** The text with control, format and unpaired characters spelled out, at most 200 characters. */
  static String clean(String text) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < text.length() && out.length() < LONGEST) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (obeyed(c)) {
        out.append(String.format("\\u%04x", c));
      } else {
        out.appendCodePoint(c);
      }
    }
    if (i < text.length()) {
      out.append(CUT);
    }
    return out.toString();
  }

  private static boolean obeyed(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED,
          Character.PRIVATE_USE ->
          true;
      default -> false;
    };
  }

  /** The cleaned text, cut to a width with {@code ~} as its last column when it is wider. */
  static String cut(String text, int width) {
    String clean = clean(text);
    if (width(clean) <= width) {
      return clean;
    }
    StringBuilder out = new StringBuilder();
    int used = 0;
    for (int i = 0; i < clean.length(); i += Character.charCount(clean.codePointAt(i))) {
      int c = clean.codePointAt(i);
      if (used + width(c) > width - 1) {
        break;
      }
      used += width(c);
      out.appendCodePoint(c);
    }
    return out.append(CUT).toString();
  }

  /** The cleaned text, cut in its middle: what tells threads apart often stands at the end. */
  static String cutMiddle(String text, int width) {
    String clean = clean(text);
    if (width(clean) <= width) {
      return clean;
    }
    int tail = (width - 1) / 2;
    int from = clean.length();
    int used = 0;
    while (from > 0 && used + width(clean.codePointBefore(from)) <= tail) {
      int c = clean.codePointBefore(from);
      used += width(c);
      from -= Character.charCount(c);
    }
    return cut(clean, width - used) + clean.substring(from);
  }

  static int width(String text) {
    return text.codePoints().map(Names::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    boolean wide =
        c >= 0x1100 && c <= 0x115f
            || c >= 0x2e80 && c <= 0xa4cf
            || c >= 0xac00 && c <= 0xd7a3
            || c >= 0xf900 && c <= 0xfaff
            || c >= 0xfe30 && c <= 0xfe6f
            || c >= 0xff00 && c <= 0xff60
            || c >= 0x1f300 && c <= 0x1faff
            || c >= 0x20000 && c <= 0x3fffd;
    return wide ? 2 : 1;
  }

  /** The cleaned text for HTML and XML, in text and in quoted attributes. */
  static String markup(String text) {
    return escape(clean(text));
  }

  /** Text of ours for HTML and XML; keeps line breaks. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** {@code 1 thread}, {@code 2 threads}. */
  static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
