package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Reply;

/**
 * How an execute request is answered.
 *
 * @param abortsRest whether what was received behind it shall not run
 */
record CellReply(Reply reply, JsonObject metadata, boolean abortsRest) {

  /**
   * @param started when the cell began, as headers write it; clients show it as the cell's timing
   */
  static CellReply of(Reply reply, String started, boolean abortsRest) {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("started", started);
    return new CellReply(reply, metadata, abortsRest);
  }
}
