package io.interleave.front.transport;

import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.ConnectionFile;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Publication.Status.State;
import io.interleave.front.protocol.Reply;
import io.interleave.front.protocol.WireCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A kernel that can say what it is and nothing else. */
final class TestKernel implements MessageReceiver, AutoCloseable {
  final ConnectionFile file;
  final KernelSession session =
      new KernelSession(UUID.randomUUID().toString(), "kernel", InstantSource.system());
  final ByteArrayOutputStream errors = new ByteArrayOutputStream();
  final Transport transport;

  TestKernel(ConnectionFile file) throws Exception {
    this.file = file;
    PrintStream print = new PrintStream(errors, true, StandardCharsets.UTF_8);
    transport = Transport.open(file, new WireCodec(file.signer()), session, print);
  }

  static TestKernel started() throws Exception {
    TestKernel kernel = new TestKernel(freePorts("127.0.0.1", "secret"));
    kernel.transport.start(kernel);
    return kernel;
  }

  /** Ports that were free a moment ago. */
  static ConnectionFile freePorts(String ip, String key) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")));
      }
      int[] ports = sockets.stream().mapToInt(ServerSocket::getLocalPort).toArray();
      return new ConnectionFile(
          ip, ports[0], ports[1], ports[2], ports[3], ports[4], key, "hmac-sha256");
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  @Override
  public void received(Channel channel, Message message) {
    publish(message, new Publication.Status(State.BUSY));
    if (message.type().equals("kernel_info_request")) {
      transport.reply(channel, session.reply(message, info()));
    }
    publish(message, new Publication.Status(State.IDLE));
  }

  void publish(Message request, Publication publication) {
    transport.publish(session.publication(request.header(), publication));
  }

  static Reply info() {
    return new Reply.KernelInfo("0.1", "17", "test", List.of());
  }

  String errors() {
    return errors.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    transport.close();
  }
}
