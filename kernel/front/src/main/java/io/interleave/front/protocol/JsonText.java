package io.interleave.front.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.internal.LazilyParsedNumber;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/**
 * JSON text to tree and back. Strict when reading: no {@code NaN}, comments or second values.
 * Numbers keep the text they had.
 */
final class JsonText {
  private JsonText() {}

  static JsonElement parse(byte[] utf8) throws BadMessageException {
    return parse(new String(utf8, StandardCharsets.UTF_8));
  }

  // Gson's own adapters would do, but initialising them costs a start of the kernel 10 ms and more.
  static JsonElement parse(String text) throws BadMessageException {
    JsonReader reader = new JsonReader(new StringReader(text));
    // Not STRICT, which also refuses escaped surrogates without their other half: a cell may hold
    // one.
    reader.setStrictness(Strictness.LEGACY_STRICT);
    try {
      JsonElement element = read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new BadMessageException("more than one JSON value");
      }
      return element;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new BadMessageException("invalid JSON: " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  static byte[] utf8(JsonElement element) {
    Utf8Buffer out = new Utf8Buffer();
    write(element, out);
    return out.toByteArray();
  }

  // Recursion is bounded by the reader's nesting limit of 255.
  private static JsonElement read(JsonReader reader) throws IOException {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
          object.add(reader.nextName(), read(reader));
        }
        reader.endObject();
        yield object;
      }
      case BEGIN_ARRAY -> {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
          array.add(read(reader));
        }
        reader.endArray();
        yield array;
      }
      case STRING -> new JsonPrimitive(reader.nextString());
      case NUMBER -> new JsonPrimitive(new LazilyParsedNumber(reader.nextString()));
      case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
      case NULL -> {
        reader.nextNull();
        yield JsonNull.INSTANCE;
      }
      default -> throw new IllegalStateException("unexpected " + reader.peek());
    };
  }

  private static void write(JsonElement element, Utf8Buffer out) {
    if (element instanceof JsonObject object) {
      char separator = '{';
      for (var member : object.entrySet()) {
        out.ascii(separator);
        separator = ',';
        out.quoted(member.getKey());
        out.ascii(':');
        write(member.getValue(), out);
      }
      if (separator == '{') {
        out.ascii('{');
      }
      out.ascii('}');
    } else if (element instanceof JsonArray array) {
      out.ascii('[');
      for (int i = 0; i < array.size(); i++) {
        if (i > 0) {
          out.ascii(',');
        }
        write(array.get(i), out);
      }
      out.ascii(']');
    } else if (element instanceof JsonPrimitive primitive) {
      write(primitive, out);
    } else {
      out.ascii("null");
    }
  }

  private static void write(JsonPrimitive primitive, Utf8Buffer out) {
    if (primitive.isString()) {
      out.quoted(primitive.getAsString());
    } else if (primitive.isNumber() && !isFinite(primitive.getAsNumber())) {
      // JSON has no word for these, and a browser rejects a whole message for one of them.
      out.ascii("null");
    } else {
      out.ascii(primitive.getAsString());
    }
  }

  private static boolean isFinite(Number number) {
    return !(number instanceof Double || number instanceof Float)
        || Double.isFinite(number.doubleValue());
  }

  private static String firstLine(String text) {
    int end = text == null ? -1 : text.indexOf('\n');
    return end < 0 ? String.valueOf(text) : text.substring(0, end);
  }
}
