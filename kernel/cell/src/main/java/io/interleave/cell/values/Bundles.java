package io.interleave.cell.values;

import io.interleave.api.Displayable;
import io.interleave.wire.Event.Value;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as MIME bundles. */
public final class Bundles {
  private static final String PLAIN = "text/plain";
  private static final int LONGEST_DATA = 1 << 26;

  private Bundles() {}

  /** The bundle of a value; {@code text/plain} is always in it. */
  public static Value of(@Nullable Object value) {
    return new Value(data(value), "{}");
  }

  /** MIME type to data; {@code text/plain} is always in it. */
  public static Map<String, String> data(@Nullable Object value) {
    if (value instanceof Displayable displayable) {
      return ofDisplayable(displayable);
    }
    if (value != null && ImageData.isImage(value.getClass())) {
      return ofImage(value);
    }
    return Map.of(PLAIN, PlainText.of(value));
  }

  /** The same data, checked, with {@code text/plain} added when it is missing. */
  public static Map<String, String> complete(Map<String, String> data, Object value) {
    Map<String, String> bundle = new LinkedHashMap<>();
    data.forEach((type, text) -> put(bundle, type, text));
    bundle.computeIfAbsent(PLAIN, type -> PlainText.of(value));
    return bundle;
  }

  private static void put(
      Map<String, String> bundle, @Nullable String type, @Nullable String text) {
    if (type == null || text == null || !type.matches("[\\w\\-+.]+/[\\w\\-+.]+")) {
      throw new IllegalArgumentException(
          "a MIME bundle needs types such as text/html and texts, not " + type + "=" + text);
    }
    if (text.length() > LONGEST_DATA) {
      throw new IllegalArgumentException(
          String.format("%s of %,d characters is too long for a notebook", type, text.length()));
    }
    bundle.put(type, text);
  }

  private static Map<String, String> ofDisplayable(Displayable value) {
    try {
      return complete(value.mimeBundle(), value);
    } catch (Exception e) {
      return Map.of(
          PLAIN,
          PlainText.of(value) + " (its mimeBundle() threw " + UserThrowables.describe(e) + ")");
    }
  }

  private static Map<String, String> ofImage(Object value) {
    try {
      return ImageData.bundle(value);
    } catch (IOException | RuntimeException e) {
      return Map.of(PLAIN, PlainText.of(value) + " (no image: " + UserThrowables.describe(e) + ")");
    }
  }
}
