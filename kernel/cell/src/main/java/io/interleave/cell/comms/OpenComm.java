package io.interleave.cell.comms;

import io.interleave.api.Comm;
import io.interleave.api.CommMessage;
import io.interleave.wire.Comm.Kind;
import java.util.List;
import java.util.function.Consumer;

/** One side of a comm. */
final class OpenComm implements Comm {
  private final String id;
  private final String target;
  private final CommRegistry registry;
  private volatile Consumer<CommMessage> onMessage = message -> {};
  private volatile Consumer<CommMessage> onClose = message -> {};

  OpenComm(String id, String target, CommRegistry registry) {
    this.id = id;
    this.target = target;
    this.registry = registry;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String target() {
    return target;
  }

  @Override
  public void send(String dataJson, String metadataJson, List<byte[]> buffers) {
    if (!registry.isOpen(id)) {
      throw new IllegalStateException("the comm " + id + " to " + target + " is closed");
    }
    registry.send(Kind.MESSAGE, this, new CommMessage(dataJson, metadataJson, buffers));
  }

  @Override
  public void onMessage(Consumer<CommMessage> handler) {
    onMessage = handler;
  }

  @Override
  public void onClose(Consumer<CommMessage> handler) {
    onClose = handler;
  }

  @Override
  public void close() {
    if (registry.forget(id)) {
      registry.send(Kind.CLOSE, this, new CommMessage("{}", "{}", List.of()));
    }
  }

  void received(CommMessage message) {
    onMessage.accept(message);
  }

  void closed(CommMessage message) {
    onClose.accept(message);
  }
}
