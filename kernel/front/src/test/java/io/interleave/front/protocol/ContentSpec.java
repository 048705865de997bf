package io.interleave.front.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The content of one message against the specification of its type. */
final class ContentSpec {
  private static final Pattern MIME_TYPE = Pattern.compile("[\\w\\-+.]+/[\\w\\-+.]+");

  private final String type;
  private final JsonObject content;
  private final List<String> found;

  ContentSpec(String type, JsonObject content, List<String> found) {
    this.type = type;
    this.content = content;
    this.found = found;
  }

  void check() {
    switch (type) {
      case "status" -> oneOf("execution_state", "busy", "idle", "starting");
      case "stream" -> {
        oneOf("name", "stdout", "stderr");
        string("text");
      }
      case "display_data" -> bundle(false);
      case "update_display_data" -> {
        bundle(false);
        if (Fields.text(Fields.object(content, "transient"), "display_id", "").isEmpty()) {
          found.add("transient.display_id is missing");
        }
      }
      case "execute_result" -> {
        bundle(true);
        count();
      }
      case "execute_input" -> {
        string("code");
        count();
      }
      case "error" -> error();
      case "clear_output" -> bool("wait");
      case "iopub_welcome" -> string("subscription");
      case "comm_open" -> {
        comm();
        string("target_name");
      }
      case "comm_msg", "comm_close" -> comm();
      case "input_request" -> {
        string("prompt");
        bool("password");
      }
      default -> reply();
    }
  }

  private void reply() {
    String status = Fields.text(content, "status", "");
    if (!type.endsWith("_reply")) {
      found.add("the type " + type + " is unknown");
    } else if (type.equals("is_complete_reply")) {
      oneOf("status", "complete", "incomplete", "invalid", "unknown");
      if (content.has("indent") != status.equals("incomplete")) {
        found.add("indent belongs to incomplete and nothing else");
      }
    } else if (status.equals("error")) {
      error();
      if (type.equals("execute_reply")) {
        count();
      } else if (content.size() != 4) {
        found.add("an error with fields of the successful form: " + content.keySet());
      }
    } else if (status.equals("aborted")) {
      if (!type.equals("execute_reply") || content.size() != 1) {
        found.add("aborted is for execute_reply, without any other field");
      }
    } else if (status.equals("ok")) {
      successful();
    } else {
      found.add("status is " + content.get("status"));
    }
  }

  private void successful() {
    if (content.has("ename") || content.has("traceback")) {
      found.add("a successful reply with fields of an error");
    }
    switch (type) {
      case "execute_reply" -> {
        count();
        array("payload");
        object("user_expressions");
        userExpressions();
      }
      case "complete_reply" -> completions();
      case "inspect_reply" -> {
        bool("found");
        object("data");
        object("metadata");
        mime(Fields.object(content, "data"), Fields.flag(content, "found", false));
      }
      case "history_reply" -> history();
      case "comm_info_reply" -> {
        object("comms");
        for (Map.Entry<String, JsonElement> comm : Fields.object(content, "comms").entrySet()) {
          if (!(comm.getValue() instanceof JsonObject info) || !isString(info.get("target_name"))) {
            found.add("comms." + comm.getKey() + " has no target_name");
          }
        }
      }
      case "kernel_info_reply" -> kernelInfo();
      case "connect_reply" -> {
        for (String socket : List.of("shell", "iopub", "stdin", "control", "hb")) {
          integer(socket + "_port");
        }
      }
      case "shutdown_reply" -> bool("restart");
      case "usage_reply" -> {
        string("hostname");
        integer("pid");
        if (!(content.get("kernel_cpu") instanceof JsonPrimitive)) {
          found.add("kernel_cpu is missing");
        }
        integer("kernel_memory");
        integer("cpu_count");
        object("host_virtual_memory");
      }
      case "interrupt_reply" -> {}
      default -> found.add("the type " + type + " is unknown");
    }
  }

  private void kernelInfo() {
    for (String field :
        List.of("protocol_version", "implementation", "implementation_version", "banner")) {
      string(field);
    }
    object("language_info");
    array("help_links");
    array("supported_features");
    JsonObject language = Fields.object(content, "language_info");
    for (String field : List.of("name", "version", "mimetype", "file_extension")) {
      if (!isString(language.get(field))) {
        found.add("language_info." + field + " is no string");
      }
    }
  }

  private void completions() {
    strings("matches");
    integer("cursor_start");
    integer("cursor_end");
    object("metadata");
    JsonElement types = Fields.object(content, "metadata").get("_jupyter_types_experimental");
    if (types instanceof JsonArray entries
        && content.get("matches") instanceof JsonArray matches
        && entries.size() != matches.size()) {
      found.add("_jupyter_types_experimental and matches differ in length");
    }
  }

  private void history() {
    array("history");
    if (content.get("history") instanceof JsonArray entries) {
      for (JsonElement entry : entries) {
        boolean valid =
            entry instanceof JsonArray triple
                && triple.size() == 3
                && isInteger(triple.get(0))
                && isInteger(triple.get(1))
                && (isString(triple.get(2))
                    || triple.get(2) instanceof JsonArray pair && pair.size() == 2);
        if (!valid) {
          found.add("history entry " + entry);
        }
      }
    }
  }

  private void userExpressions() {
    for (Map.Entry<String, JsonElement> entry :
        Fields.object(content, "user_expressions").entrySet()) {
      boolean valid = entry.getValue() instanceof JsonObject;
      if (entry.getValue() instanceof JsonObject value) {
        String status = Fields.text(value, "status", "");
        valid =
            status.equals("ok")
                    && value.get("data") instanceof JsonObject
                    && value.get("metadata") instanceof JsonObject
                || status.equals("error")
                    && isString(value.get("ename"))
                    && isString(value.get("evalue"))
                    && value.get("traceback") instanceof JsonArray;
      }
      if (!valid) {
        found.add("user_expressions." + entry.getKey() + " is " + entry.getValue());
      }
    }
  }

  private void error() {
    string("ename");
    string("evalue");
    strings("traceback");
  }

  private void comm() {
    string("comm_id");
    object("data");
  }

  private void bundle(boolean plainText) {
    object("data");
    object("metadata");
    if (content.has("transient")) {
      object("transient");
    }
    mime(Fields.object(content, "data"), plainText);
  }

  private void mime(JsonObject data, boolean plainText) {
    if (plainText && !isString(data.get("text/plain"))) {
      found.add("no text/plain");
    }
    for (Map.Entry<String, JsonElement> entry : data.entrySet()) {
      String key = entry.getKey();
      if (!MIME_TYPE.matcher(key).matches()) {
        found.add(key + " is no MIME type");
      }
      boolean json = key.equals("application/json") || key.endsWith("+json");
      if (!json && !isString(entry.getValue())) {
        found.add(key + " is no string");
      }
      Set<String> binary = Set.of("image/png", "image/jpeg", "image/gif", "application/pdf");
      if (binary.contains(key) && entry.getValue().getAsString().indexOf('\n') >= 0) {
        found.add(key + " has line breaks in its base64");
      }
    }
  }

  private void count() {
    integer("execution_count");
  }

  private void oneOf(String field, String... values) {
    if (!List.of(values).contains(Fields.text(content, field, ""))) {
      found.add(field + " is " + content.get(field));
    }
  }

  private void string(String field) {
    require(field, isString(content.get(field)), "a string");
  }

  private void bool(String field) {
    boolean valid = content.get(field) instanceof JsonPrimitive value && value.isBoolean();
    require(field, valid, "a boolean");
  }

  private void integer(String field) {
    require(field, isInteger(content.get(field)), "an integer");
  }

  private void object(String field) {
    require(field, content.get(field) instanceof JsonObject, "an object");
  }

  private void array(String field) {
    require(field, content.get(field) instanceof JsonArray, "a list");
  }

  private void strings(String field) {
    boolean valid = content.get(field) instanceof JsonArray;
    if (content.get(field) instanceof JsonArray array) {
      for (JsonElement element : array) {
        valid &= isString(element);
      }
    }
    require(field, valid, "a list of strings");
  }

  private void require(String field, boolean valid, String what) {
    if (!valid) {
      found.add(field + " is " + content.get(field) + ", not " + what);
    }
  }

  private static boolean isString(JsonElement element) {
    return element instanceof JsonPrimitive value && value.isString();
  }

  private static boolean isInteger(JsonElement element) {
    return element instanceof JsonPrimitive value
        && value.isNumber()
        && value.getAsString().matches("-?\\d+");
  }
}
