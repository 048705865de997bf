package io.interleave.front.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * A comm message; the same in both directions (Jupyter messaging, Custom Messages). It has no
 * reply.
 */
public sealed interface CommMessage extends Request, Publication {

  String commId();

  JsonObject data();

  @Override
  JsonObject metadata();

  @Override
  List<byte[]> buffers();

  @Override
  default String topic(String kernelId) {
    return "comm-" + commId();
  }

  @Override
  default JsonObject toJson() {
    JsonObject json = new JsonObject();
    json.addProperty("comm_id", commId());
    json.add("data", data());
    return json;
  }

  /** Opens a comm at the target that is registered under {@code targetName}. */
  record Open(
      String commId, String targetName, JsonObject data, JsonObject metadata, List<byte[]> buffers)
      implements CommMessage {
    @Override
    public String type() {
      return "comm_open";
    }

    @Override
    public JsonObject toJson() {
      JsonObject json = CommMessage.super.toJson();
      json.addProperty("target_name", targetName);
      return json;
    }
  }

  /** Data for an open comm. */
  record Msg(String commId, JsonObject data, JsonObject metadata, List<byte[]> buffers)
      implements CommMessage {
    @Override
    public String type() {
      return "comm_msg";
    }
  }

  /** Ends a comm. {@code data} is always sent: clients read it without asking. */
  record Close(String commId, JsonObject data, JsonObject metadata, List<byte[]> buffers)
      implements CommMessage {
    /** The answer to a message for a target or comm that does not exist. */
    public Close(String commId) {
      this(commId, new JsonObject(), new JsonObject(), List.of());
    }

    @Override
    public String type() {
      return "comm_close";
    }
  }
}
