package io.interleave.front.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.Map;

/** MIME bundles: MIME type to text, base64 or, for JSON types, a JSON value. */
public final class MimeBundle {
  private MimeBundle() {}

  /**
   * Makes the {@code data} of an output. JSON types become JSON values, or text when what they hold
   * is no valid JSON; line breaks in base64 are removed; keys that are no MIME type are left out.
   */
  public static JsonObject of(Map<String, String> texts) {
    JsonObject bundle = new JsonObject();
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      if (isMimeType(entry.getKey())) {
        bundle.add(entry.getKey(), value(entry.getKey(), entry.getValue()));
      }
    }
    return bundle;
  }

  /** Reads a JSON object; an empty one when the text is anything else. */
  public static JsonObject objectOrEmpty(String json) {
    if (json.isEmpty() || json.equals("{}")) {
      return new JsonObject();
    }
    try {
      return JsonText.parse(json) instanceof JsonObject object ? object : new JsonObject();
    } catch (BadMessageException e) {
      return new JsonObject();
    }
  }

  private static JsonElement value(String type, String text) {
    if (type.equals("application/json") || type.endsWith("+json")) {
      try {
        return JsonText.parse(text);
      } catch (BadMessageException e) {
        return new JsonPrimitive(text);
      }
    }
    boolean base64 =
        type.equals("application/pdf") || type.startsWith("image/") && !type.endsWith("+xml");
    return new JsonPrimitive(base64 ? text.replace("\n", "").replace("\r", "") : text);
  }

  private static boolean isMimeType(String key) {
    int slash = key.indexOf('/');
    if (slash <= 0 || slash == key.length() - 1) {
      return false;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      boolean allowed =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c == '_'
              || c == '-'
              || c == '+'
              || c == '.';
      if (!allowed && i != slash) {
        return false;
      }
    }
    return true;
  }
}
