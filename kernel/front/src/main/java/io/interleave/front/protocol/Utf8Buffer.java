package io.interleave.front.protocol;

import java.util.Arrays;

/** Bytes of JSON text in the making; goes from characters to UTF-8 in one step. */
final class Utf8Buffer {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] bytes = new byte[256];
  private int length;

  void ascii(char c) {
    reserve(1);
    bytes[length++] = (byte) c;
  }

  void ascii(String text) {
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      bytes[length++] = (byte) text.charAt(i);
    }
  }

  /** A JSON string. Surrogates without their other half become U+FFFD. */
  void quoted(String text) {
    int count = text.length();
    reserve(count + 2);
    bytes[length++] = '"';
    for (int i = 0; i < count; i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && c != '"' && c != '\\') {
        // Space for the rest of the text at one byte each, its closing quote included.
        if (bytes.length - length < count - i + 1) {
          reserve(count - i + 1);
        }
        bytes[length++] = (byte) c;
      } else if (Character.isHighSurrogate(c)
          && i + 1 < count
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        fourBytes(Character.toCodePoint(c, text.charAt(i)));
      } else {
        escaped(Character.isSurrogate(c) ? '\uFFFD' : c);
      }
    }
    ascii('"');
  }

  byte[] toByteArray() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private void escaped(char c) {
    reserve(6);
    switch (c) {
      case '"', '\\' -> pair(c);
      case '\n' -> pair('n');
      case '\r' -> pair('r');
      case '\t' -> pair('t');
      default -> {
        if (c < ' ') {
          bytes[length++] = '\\';
          bytes[length++] = 'u';
          bytes[length++] = '0';
          bytes[length++] = '0';
          bytes[length++] = HEX[c >> 4];
          bytes[length++] = HEX[c & 15];
        } else if (c < 0x80) {
          bytes[length++] = (byte) c;
        } else if (c < 0x800) {
          bytes[length++] = (byte) (0xc0 | c >> 6);
          bytes[length++] = (byte) (0x80 | c & 63);
        } else {
          bytes[length++] = (byte) (0xe0 | c >> 12);
          bytes[length++] = (byte) (0x80 | c >> 6 & 63);
          bytes[length++] = (byte) (0x80 | c & 63);
        }
      }
    }
  }

  private void pair(char c) {
    bytes[length++] = '\\';
    bytes[length++] = (byte) c;
  }

  private void fourBytes(int codePoint) {
    reserve(4);
    bytes[length++] = (byte) (0xf0 | codePoint >> 18);
    bytes[length++] = (byte) (0x80 | codePoint >> 12 & 63);
    bytes[length++] = (byte) (0x80 | codePoint >> 6 & 63);
    bytes[length++] = (byte) (0x80 | codePoint & 63);
  }

  private void reserve(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
