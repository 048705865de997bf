package io.interleave.cell.values;

import io.interleave.hooks.StopSignal;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value as plain text: strings and characters as they are, without quotes, so that a text block
 * reads as it was written; arrays by content, also inside other arrays, collections and maps of
 * {@code java.util}; anything else by {@code toString()}. At most 1,000 elements of a container,
 * 2<sup>20</sup> characters in all.
 */
final class PlainText {
  static final int MOST_CHARS = 1 << 20;
  private static final int MOST_ELEMENTS = 1_000;
  private static final int DEEPEST = 20;

  private final BoundedText text = new BoundedText(MOST_CHARS);
  private final Set<Object> open = Collections.newSetFromMap(new IdentityHashMap<>());

  private PlainText() {}

  /** The text of any value; only the end of the cell, such as a stop, makes it throw. */
  static String of(@Nullable Object value) {
    PlainText plain = new PlainText();
    plain.add(value);
    return plain.text.toString();
  }

  private void add(@Nullable Object value) {
    if (value == null) {
      text.add("null");
    } else if (value.getClass().isArray()) {
      container(value, () -> addArray(value));
    } else if (value instanceof Map<?, ?> map && isOfJavaUtil(value)) {
      container(value, () -> addMap(map));
    } else if (value instanceof Collection<?> collection && isOfJavaUtil(value)) {
      container(value, () -> addAll(collection));
    } else {
      text.add(string(value));
    }
  }

  private void container(Object value, Runnable content) {
    if (open.size() >= DEEPEST || !open.add(value)) {
      text.add(value instanceof Map ? "{…}" : "[…]");
      return;
    }
    try {
      content.run();
    } finally {
      open.remove(value);
    }
  }

  private void addArray(Object array) {
    int length = Array.getLength(array);
    text.add("[");
    for (int i = 0; i < length && !text.isFull(); i++) {
      if (i == MOST_ELEMENTS) {
        addRest(length - i);
        break;
      }
      text.add(i == 0 ? "" : ", ");
      add(Array.get(array, i));
    }
    text.add("]");
  }

  private void addAll(Collection<?> collection) {
    text.add("[");
    Iterator<?> elements = collection.iterator();
    for (int i = 0; elements.hasNext() && !text.isFull(); i++) {
      if (i == MOST_ELEMENTS) {
        addRest(collection.size() - i);
        break;
      }
      text.add(i == 0 ? "" : ", ");
      add(elements.next());
    }
    text.add("]");
  }

  private void addMap(Map<?, ?> map) {
    text.add("{");
    Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
    for (int i = 0; entries.hasNext() && !text.isFull(); i++) {
      if (i == MOST_ELEMENTS) {
        addRest(map.size() - i);
        break;
      }
      text.add(i == 0 ? "" : ", ");
      Map.Entry<?, ?> entry = entries.next();
      add(entry.getKey());
      text.add("=");
      add(entry.getValue());
    }
    text.add("}");
  }

  private void addRest(int count) {
    text.add(String.format(", … %,d more", count));
  }

  private static boolean isOfJavaUtil(Object value) {
    return value.getClass().getName().startsWith("java.util.");
  }

  private static String string(Object value) {
    try {
      String string = value.toString();
      return string == null ? "null" : string;
    } catch (StopSignal stop) {
      throw stop;
    } catch (Throwable thrown) {
      if (UserThrowables.endsThread(thrown)) {
        throw thrown;
      }
      return value.getClass().getName()
          + '@'
          + Integer.toHexString(System.identityHashCode(value))
          + " (its toString() threw "
          + UserThrowables.describe(thrown)
          + ")";
    }
  }
}
