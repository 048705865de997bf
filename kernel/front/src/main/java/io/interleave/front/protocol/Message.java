package io.interleave.front.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * One message of the wire protocol.
 *
 * @param identities the routing frames before the delimiter; on IOPub the topic
 * @param header as received, unknown fields included
 * @param parentHeader the header of the request verbatim, or an empty object
 * @param metadata never null, may be empty
 * @param content never null, may be empty
 * @param buffers raw frames behind the content, not signed
 */
public record Message(
    List<byte[]> identities,
    JsonObject header,
    JsonObject parentHeader,
    JsonObject metadata,
    JsonObject content,
    List<byte[]> buffers) {

  /** The header's {@code msg_type}; the reader of messages drops those without one. */
  public String type() {
    return header.get("msg_type").getAsString();
  }

  /** The header's {@code msg_id}, or an empty string. */
  public String id() {
    return header.has("msg_id") ? header.get("msg_id").getAsString() : "";
  }

  /** The {@code msg_type} of the parent, or an empty string. */
  public String parentType() {
    return Fields.text(parentHeader, "msg_type", "");
  }

  /** The {@code msg_id} of the parent, or an empty string. */
  public String parentId() {
    return Fields.text(parentHeader, "msg_id", "");
  }
}
