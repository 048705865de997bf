package io.interleave.front.transport;

import com.google.gson.JsonObject;
import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.ConnectionFile;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.MessageSpec;
import io.interleave.front.protocol.WireCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Jupyter client over real sockets, for one thread. Everything it receives is checked against the
 * specification.
 */
final class KernelClient implements AutoCloseable {
  /** Longer than anything should take; a test that waits for it fails. */
  static final int PATIENCE_MILLIS = 10_000;

  private final ConnectionFile file;
  private final WireCodec codec;
  private final byte[] identity;
  private final KernelSession session =
      new KernelSession(UUID.randomUUID().toString(), "u", InstantSource.system());
  private final Map<Channel, ZmtpSocket> channels = new EnumMap<>(Channel.class);
  private final List<ZmtpSocket> sockets = new ArrayList<>();
  private final MessageSpec spec = new MessageSpec();

  KernelClient(ConnectionFile file) throws Exception {
    this(file, UUID.randomUUID().toString());
  }

  KernelClient(ConnectionFile file, String identity) throws Exception {
    this.file = file;
    this.codec = new WireCodec(file.signer());
    this.identity = identity.getBytes(StandardCharsets.UTF_8);
  }

  /** A subscription; its first message is to be the welcome. */
  ZmtpSocket subscribe(String topic) throws IOException {
    ZmtpSocket socket = connect("SUB", file.iopubPort());
    socket.send(List.of(('\u0001' + topic).getBytes(StandardCharsets.UTF_8)));
    return socket;
  }

  /** A connection of the given socket type. */
  ZmtpSocket connect(String type, int port) throws IOException {
    boolean everywhere = file.ip().equals("*") || file.ip().equals("0.0.0.0");
    InetAddress address = InetAddress.getByName(everywhere ? "127.0.0.1" : file.ip());
    ZmtpSocket socket = new ZmtpSocket(address, port, type, identity);
    sockets.add(socket);
    return socket;
  }

  /** The connection to a request channel; made when it is first asked for. */
  ZmtpSocket channel(Channel channel) throws IOException {
    ZmtpSocket socket = channels.get(channel);
    if (socket == null) {
      int port =
          switch (channel) {
            case SHELL -> file.shellPort();
            case CONTROL -> file.controlPort();
            case STDIN -> file.stdinPort();
          };
      socket = connect("DEALER", port);
      channels.put(channel, socket);
    }
    return socket;
  }

  JsonObject header(String type) {
    return session.header(type);
  }

  Message request(String type) {
    return request(header(type));
  }

  Message request(JsonObject header) {
    JsonObject empty = new JsonObject();
    return new Message(List.of(), header, empty, empty, empty, List.of());
  }

  List<byte[]> encode(Message message) {
    return codec.encode(message);
  }

  void send(Channel channel, Message message) throws IOException {
    channel(channel).send(encode(message));
  }

  /** The next message of a channel; fails when none comes in time. */
  Message receive(Channel channel) throws Exception {
    return receive(channel(channel));
  }

  /** The next message; fails when none comes in time. */
  Message receive(ZmtpSocket socket) throws Exception {
    Message message = receive(socket, PATIENCE_MILLIS);
    if (message == null) {
      throw new AssertionError("nothing came within " + PATIENCE_MILLIS + " ms");
    }
    return message;
  }

  /** The next message within the time, or null. */
  @Nullable Message receive(ZmtpSocket socket, int millis) throws Exception {
    List<byte[]> frames = socket.receive(millis);
    if (frames == null) {
      return null;
    }
    Message message = codec.decode(frames);
    spec.check(message);
    return message;
  }

  /** Sends a request and waits for its reply, leaving out replies to earlier ones. */
  Message ask(Channel channel, String type) throws Exception {
    Message request = request(type);
    send(channel, request);
    while (true) {
      Message reply = receive(channel);
      if (reply.parentHeader().equals(request.header())) {
        return reply;
      }
    }
  }

  /** Whether the heartbeat comes back. */
  boolean ping() throws IOException {
    ZmtpSocket heartbeat = connect("REQ", file.hbPort());
    heartbeat.send(List.of(new byte[0], "ping".getBytes(StandardCharsets.US_ASCII)));
    List<byte[]> echo = heartbeat.receive(PATIENCE_MILLIS);
    return echo != null
        && echo.size() == 2
        && new String(echo.get(1), StandardCharsets.US_ASCII).equals("ping");
  }

  @Override
  public void close() throws IOException {
    for (ZmtpSocket socket : sockets) {
      socket.close();
    }
  }
}
