package io.interleave.cell.streams;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Decodes UTF-8 that arrives in pieces, which may be cut inside a character. Bytes that are no
 * UTF-8 become U+FFFD. For one thread.
 */
final class Utf8Decoder {
  private byte[] rest = {};
  private @Nullable CharsetDecoder decoder; // most threads never need one

  String decode(byte[] bytes, int offset, int length) {
    if (rest.length == 0 && isAscii(bytes, offset, length)) {
      return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
    return decodeAny(bytes, offset, length);
  }

  String decode(int oneByte) {
    return decode(new byte[] {(byte) oneByte}, 0, 1);
  }

  private String decodeAny(byte[] bytes, int offset, int length) {
    ByteBuffer in = ByteBuffer.allocate(rest.length + length);
    in.put(rest).put(bytes, offset, length).flip();
    CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
    CharsetDecoder with = decoder();
    with.reset();
    with.decode(in, out, false); // leaves a cut character unread
    rest = new byte[in.remaining()];
    in.get(rest);
    return out.flip().toString();
  }

  private CharsetDecoder decoder() {
    CharsetDecoder with = decoder;
    if (with == null) {
      with =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
      decoder = with;
    }
    return with;
  }

  private static boolean isAscii(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }
}
