package io.interleave.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A growing buffer that frames are written into, big-endian. Not for sharing by threads. */
final class FrameOutput {
  private byte[] bytes = new byte[8192];
  private int size;

  byte[] array() {
    return bytes;
  }

  int size() {
    return size;
  }

  void reset() {
    size = 0;
    if (bytes.length > 1 << 20) {
      bytes = new byte[8192];
    }
  }

  void putByte(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void putBoolean(boolean value) {
    putByte(value ? 1 : 0);
  }

  void putInt(int value) {
    ensure(4);
    setInt(size, value);
    size += 4;
  }

  void setInt(int at, int value) {
    bytes[at] = (byte) (value >> 24);
    bytes[at + 1] = (byte) (value >> 16);
    bytes[at + 2] = (byte) (value >> 8);
    bytes[at + 3] = (byte) value;
  }

  void putLong(long value) {
    putInt((int) (value >> 32));
    putInt((int) value);
  }

  void putDouble(double value) {
    putLong(Double.doubleToLongBits(value));
  }

  void putBytes(byte[] value) {
    putInt(value.length);
    ensure(value.length);
    System.arraycopy(value, 0, bytes, size, value.length);
    size += value.length;
  }

  void putString(String value) {
    putBytes(value.getBytes(StandardCharsets.UTF_8));
  }

  void putNullable(@Nullable String value) {
    putBoolean(value != null);
    if (value != null) {
      putString(value);
    }
  }

  void putMap(Map<String, String> map) {
    putInt(map.size());
    map.forEach(
        (key, value) -> {
          putString(key);
          putString(value);
        });
  }

  <T> void putAll(Collection<T> items, BiConsumer<FrameOutput, T> each) {
    putInt(items.size());
    for (T item : items) {
      each.accept(this, item);
    }
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
