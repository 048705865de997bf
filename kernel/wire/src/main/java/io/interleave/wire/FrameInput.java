package io.interleave.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The reading side of {@link FrameOutput}: one frame's bytes. Lengths are checked against it. */
final class FrameInput {
  private final byte[] bytes;
  private int at;

  FrameInput(byte[] bytes) {
    this.bytes = bytes;
  }

  int remaining() {
    return bytes.length - at;
  }

  int getByte() {
    need(1);
    return bytes[at++] & 0xFF;
  }

  boolean getBoolean() {
    return getByte() != 0;
  }

  int getInt() {
    need(4);
    int value =
        (bytes[at] & 0xFF) << 24
            | (bytes[at + 1] & 0xFF) << 16
            | (bytes[at + 2] & 0xFF) << 8
            | bytes[at + 3] & 0xFF;
    at += 4;
    return value;
  }

  long getLong() {
    return (long) getInt() << 32 | getInt() & 0xFFFFFFFFL;
  }

  double getDouble() {
    return Double.longBitsToDouble(getLong());
  }

  byte[] getBytes() {
    int length = getLength();
    byte[] value = new byte[length];
    System.arraycopy(bytes, at, value, 0, length);
    at += length;
    return value;
  }

  String getString() {
    int length = getLength();
    String value = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return value;
  }

  @Nullable String getNullable() {
    return getBoolean() ? getString() : null;
  }

  Map<String, String> getMap() {
    int count = getLength();
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      map.put(getString(), getString());
    }
    return map;
  }

  <T> List<T> getAll(Function<FrameInput, T> each) {
    int count = getLength();
    List<T> items = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      items.add(each.apply(this));
    }
    return items;
  }

  <E extends Enum<E>> E getEnum(E[] values) {
    int ordinal = getByte();
    if (ordinal >= values.length) {
      throw new BadFrameException("no constant number " + ordinal + " of " + values.length);
    }
    return values[ordinal];
  }

  // Every counted thing takes at least one byte, so a count beyond the rest is a broken frame.
  private int getLength() {
    int length = getInt();
    if (length < 0 || length > remaining()) {
      throw new BadFrameException("length " + length + " with " + remaining() + " bytes left");
    }
    return length;
  }

  private void need(int count) {
    if (remaining() < count) {
      throw new BadFrameException("ends " + (count - remaining()) + " bytes early");
    }
  }
}
