package io.interleave.front.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the specification (Jupyter messaging 5.5) and the clients demand of a message that a kernel
 * sends. Every test that emits messages passes them through here.
 */
public final class MessageSpec {
  private static final Pattern DATE =
      Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
  private static final Set<String> HEADER =
      Set.of("msg_id", "session", "username", "date", "msg_type", "version");

  private final Set<String> ids = new HashSet<>();
  private final Set<String> sessions = new HashSet<>();

  /**
   * Fails unless the message is valid and fits those checked before with this object: one session
   * id, and a new message id each.
   */
  public void check(Message message) {
    List<String> violations = new ArrayList<>(violations(message));
    if (!ids.add(message.id())) {
      violations.add("msg_id " + message.id() + " was used before");
    }
    if (message.header().get("session") instanceof JsonPrimitive session) {
      sessions.add(session.getAsString());
    }
    if (sessions.size() > 1) {
      violations.add("more than one session: " + sessions);
    }
    if (!violations.isEmpty()) {
      throw new AssertionError(message.header() + " " + message.content() + ": " + violations);
    }
  }

  /** Fails unless the message by itself is valid. */
  public static void assertValid(Message message) {
    List<String> violations = violations(message);
    if (!violations.isEmpty()) {
      throw new AssertionError(message.header() + " " + message.content() + ": " + violations);
    }
  }

  /** What is wrong with the message, one sentence each; empty when it is valid. */
  public static List<String> violations(Message message) {
    List<String> found = new ArrayList<>();
    checkHeader(message, found);
    JsonElement type = message.header().get("msg_type");
    if (type instanceof JsonPrimitive primitive && primitive.isString()) {
      String name = primitive.getAsString();
      checkParent(name, message, found);
      new ContentSpec(name, message.content(), found).check();
    }
    return found;
  }

  private static void checkHeader(Message message, List<String> found) {
    JsonObject header = message.header();
    for (String field : HEADER) {
      if (!(header.get(field) instanceof JsonPrimitive value) || !value.isString()) {
        found.add("header." + field + " is no string");
      }
    }
    if (header.has("subshell_id")) {
      found.add("header.subshell_id is for clients only");
    }
    String date = Fields.text(header, "date", "");
    if (!DATE.matcher(date).matches()) {
      found.add("header.date " + date + " is no UTC time with six fraction digits");
    }
    if (!"5.5".equals(Fields.text(header, "version", ""))) {
      found.add("header.version is not 5.5");
    }
    if (Fields.text(header, "msg_id", "").isEmpty()) {
      found.add("header.msg_id is empty");
    }
  }

  private static void checkParent(String type, Message message, List<String> found) {
    JsonObject parent = message.parentHeader();
    if (parent.size() == 0) {
      boolean starting =
          type.equals("status")
              && Fields.text(message.content(), "execution_state", "").equals("starting");
      if (!starting && !type.equals("iopub_welcome") && !type.equals("shutdown_reply")) {
        found.add(type + " has no parent");
      }
      return;
    }
    if (type.equals("iopub_welcome")) {
      found.add("iopub_welcome has a parent");
    }
    for (String field : List.of("msg_id", "msg_type")) {
      if (!(parent.get(field) instanceof JsonPrimitive value) || !value.isString()) {
        found.add("parent_header." + field + " is no string");
      }
    }
    Map<String, String> answers = Map.of("execute_input", "execute_request");
    String expected = answers.get(type);
    if (type.endsWith("_reply")) {
      expected = type.substring(0, type.length() - "reply".length()) + "request";
    }
    if (expected != null && !expected.equals(Fields.text(parent, "msg_type", ""))) {
      found.add(type + " has a parent of type " + parent.get("msg_type"));
    }
  }
}
