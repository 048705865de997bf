package io.interleave.front.protocol;

import com.google.gson.JsonObject;

/** Asks the client that sent an execute request for a line, on the stdin channel. */
public record InputRequest(String prompt, boolean password) {
  /** The message type. */
  public static final String TYPE = "input_request";

  /** The message type. */
  public String type() {
    return TYPE;
  }

  /** The content. */
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("prompt", prompt);
    json.addProperty("password", password);
    return json;
  }
}
