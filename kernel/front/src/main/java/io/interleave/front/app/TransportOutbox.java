package io.interleave.front.app;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.InputRequest;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Reply;
import io.interleave.front.session.Outbox;
import io.interleave.front.transport.Transport;
import java.util.concurrent.CompletableFuture;

/** Sends over the kernel's sockets; a sender waits until they are bound. */
final class TransportOutbox implements Outbox {
  private final KernelSession messages;
  private final CompletableFuture<Transport> transport = new CompletableFuture<>();

  TransportOutbox(KernelSession messages) {
    this.messages = messages;
  }

  void connect(Transport bound) {
    transport.complete(bound);
  }

  @Override
  public void reply(Channel channel, Message request, Reply reply, JsonObject metadata) {
    transport.join().reply(channel, messages.reply(request, reply, metadata));
  }

  @Override
  public void publish(JsonObject parentHeader, Publication publication) {
    transport.join().publish(messages.publication(parentHeader, publication));
  }

  @Override
  public String ask(Message executeRequest, InputRequest question) {
    Message asking = messages.inputRequest(executeRequest, question);
    transport.join().reply(Channel.STDIN, asking);
    return asking.id();
  }

  @Override
  public String now() {
    return messages.now();
  }

  @Override
  public void awaitArrived() {
    try {
      transport.join().awaitReceived(Channel.SHELL);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
