package io.interleave.api;

import java.util.List;
import java.util.function.Consumer;

/**
 * A channel to a front-end component, such as a widget (Jupyter messaging, Custom Messages). Data
 * is JSON text; this kernel brings no JSON library into your class path.
 */
public interface Comm {

  /** The id that both sides know. */
  String id();

  /** The target's name. */
  String target();

  /** Sends a message; {@code dataJson} is a JSON object. */
  default void send(String dataJson) {
    send(dataJson, "{}", List.of());
  }

  /** Sends a message with metadata, a JSON object too, and binary buffers. */
  void send(String dataJson, String metadataJson, List<byte[]> buffers);

  /** Sets what gets the messages of the other side, on thread {@code comms}. */
  void onMessage(Consumer<CommMessage> handler);

  /** Sets what is told that the other side closed the comm. */
  void onClose(Consumer<CommMessage> handler);

  /** Closes the comm on both sides. */
  void close();
}
