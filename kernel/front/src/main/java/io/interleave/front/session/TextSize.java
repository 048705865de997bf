package io.interleave.front.session;

/**
 * What a text costs.
 *
 * @param utf8 bytes in a file
 * @param json bytes in a JSON string, escapes included
 * @param lines line breaks
 */
record TextSize(long utf8, long json, long lines) {

  static TextSize of(String text) {
    return of(text, 0, text.length());
  }

  static TextSize of(CharSequence text, int from, int to) {
    long utf8 = 0;
    long escapes = 0;
    long lines = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        utf8++;
        if (c == '\n') {
          lines++;
          escapes++;
        } else if (c == '"' || c == '\\' || c == '\t' || c == '\r') {
          escapes++;
        } else if (c < 0x20) {
          escapes += 5;
        }
      } else if (c < 0x800) {
        utf8 += 2;
      } else {
        utf8 += Character.isSurrogate(c) ? 2 : 3;
        escapes += c == '\u2028' || c == '\u2029' ? 3 : 0;
      }
    }
    return new TextSize(utf8, utf8 + escapes, lines);
  }

  /**
   * Where to cut a text so that the first part takes at most {@code maxJson} bytes: behind the last
   * line break in it if there is one, never inside a code point.
   *
   * @param from the first UTF-16 index
   * @return the index behind the part, more than {@code from} if there is anything left
   */
  static int cut(CharSequence text, int from, long maxJson) {
    long size = 0;
    int lineEnd = -1;
    for (int i = from; i < text.length(); i++) {
      boolean pair =
          Character.isHighSurrogate(text.charAt(i))
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      size += of(text, i, pair ? i + 2 : i + 1).json;
      if (size > maxJson) {
        int end = lineEnd > 0 ? lineEnd : i;
        return end > from ? end : i + (pair ? 2 : 1);
      }
      i += pair ? 1 : 0;
      if (text.charAt(i) == '\n') {
        lineEnd = i + 1;
      }
    }
    return text.length();
  }
}
