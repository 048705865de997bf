package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Message;
import java.util.List;

/**
 * One execution: of a cell, or of a comm message's handler.
 *
 * @param id what frames of the cell JVM call it
 * @param origin the request without its content; its header is the parent of all output
 * @param title what traces call it
 * @param silent whether its output is dropped
 */
record Run(int id, Message origin, String title, boolean silent, boolean stdinAllowed) {

  /** Forgets the request's content and buffers: a run is remembered for long. */
  static Run of(int id, Message request, String title, boolean silent, boolean stdinAllowed) {
    Message origin =
        new Message(
            request.identities(),
            request.header(),
            new JsonObject(),
            new JsonObject(),
            new JsonObject(),
            List.of());
    return new Run(id, origin, title, silent, stdinAllowed);
  }

  /** Whether it is a comm message's handler, which the engine does not know of. */
  boolean isComm() {
    return !origin.type().equals("execute_request");
  }

  JsonObject parent() {
    return origin.header();
  }
}
