package io.interleave.front.protocol;

import com.google.gson.JsonObject;

/** The kernel ends. Goes to the requester and, as a message of its own, to IOPub. */
public record ShutdownReply(boolean restart) implements Reply, Publication {
  @Override
  public String type() {
    return "shutdown_reply";
  }

  @Override
  public JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("status", "ok");
    json.addProperty("restart", restart);
    return json;
  }
}
