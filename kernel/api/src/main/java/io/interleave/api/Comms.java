package io.interleave.api;

import java.util.function.BiConsumer;

/** Opens comms and answers those that the client opens. */
public final class Comms {
  private Comms() {}

  /**
   * Says what happens when the client opens a comm to a target; a later call for the same name
   * replaces it. The handler runs on thread {@code comms} and gets the comm and the data of the
   * opening.
   */
  public static void register(String target, BiConsumer<Comm, CommMessage> onOpen) {
    CellRuntime.current().registerComm(target, onOpen);
  }

  /** Comms to this target are refused from now on. */
  public static void unregister(String target) {
    CellRuntime.current().unregisterComm(target);
  }

  /** Opens a comm to a target of the client; {@code dataJson} is a JSON object. */
  public static Comm open(String target, String dataJson) {
    return open(target, dataJson, "{}");
  }

  /** Opens a comm with metadata, a JSON object too. */
  public static Comm open(String target, String dataJson, String metadataJson) {
    return CellRuntime.current().openComm(target, dataJson, metadataJson);
  }
}
