package io.interleave.front.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads fields that may be missing, null or of another type; then the default counts. */
final class Fields {
  private Fields() {}

  static String text(JsonObject object, String name, String otherwise) {
    JsonPrimitive value = primitive(object, name);
    return value != null && value.isString() ? value.getAsString() : otherwise;
  }

  static boolean flag(JsonObject object, String name, boolean otherwise) {
    JsonPrimitive value = primitive(object, name);
    return value != null && value.isBoolean() ? value.getAsBoolean() : otherwise;
  }

  /** A number cut to the range of int; fractions are cut off. */
  static @Nullable Integer integer(JsonObject object, String name) {
    JsonPrimitive value = primitive(object, name);
    if (value == null || !value.isNumber()) {
      return null;
    }
    double number = value.getAsDouble();
    return Double.isNaN(number) ? null : Integer.valueOf((int) number);
  }

  static int integer(JsonObject object, String name, int otherwise) {
    Integer value = integer(object, name);
    return value == null ? otherwise : value;
  }

  static JsonObject object(JsonObject object, String name) {
    JsonElement value = object.get(name);
    return value instanceof JsonObject found ? found : new JsonObject();
  }

  /** The members that are strings, in their order; others are left out. */
  static Map<String, String> texts(JsonObject object, String name) {
    JsonObject members = object(object, name);
    if (members.size() == 0) {
      return Map.of();
    }
    Map<String, String> texts = new LinkedHashMap<>();
    for (Map.Entry<String, JsonElement> member : members.entrySet()) {
      if (member.getValue() instanceof JsonPrimitive value && value.isString()) {
        texts.put(member.getKey(), value.getAsString());
      }
    }
    return Collections.unmodifiableMap(texts);
  }

  static JsonArray array(Iterable<String> texts) {
    JsonArray array = new JsonArray();
    for (String text : texts) {
      array.add(text);
    }
    return array;
  }

  private static @Nullable JsonPrimitive primitive(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive value ? value : null;
  }
}
