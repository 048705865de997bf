package io.interleave.front.install;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMsg;

/**
 * The client's side of one connection, as much as running cells takes (Jupyter messaging, The wire
 * protocol). One thread uses it.
 */
public final class ProbeClient implements AutoCloseable {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);

  private final ZContext context = new ZContext();
  private final ProbePorts ports;
  private final String session = UUID.randomUUID().toString();
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket iopub;

  ProbeClient(ProbePorts ports) {
    this.ports = ports;
    context.setLinger(1000);
    shell = connect(SocketType.DEALER, ports.shell());
    control = connect(SocketType.DEALER, ports.control());
    iopub = connect(SocketType.SUB, ports.iopub());
    iopub.setRcvHWM(0); // whatever a cell prints is wanted
    iopub.subscribe(new byte[0]);
  }

  private ZMQ.Socket connect(SocketType type, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.connect("tcp://127.0.0.1:" + port);
    return socket;
  }

  /** Sends a request on the shell channel. */
  public String ask(String type, JsonObject content) {
    return send(shell, type, content);
  }

  /** Sends a request on the control channel. */
  public String control(String type, JsonObject content) {
    return send(control, type, content);
  }

  /** The next message on the shell channel, if one comes in time. */
  public Optional<Reply> shellReply(int millis) {
    return receive(shell, millis);
  }

  /** The next message on the control channel, if one comes in time. */
  public Optional<Reply> controlReply(int millis) {
    return receive(control, millis);
  }

  /** The next message that is published, if one comes in time. */
  public Optional<Reply> published(int millis) {
    return receive(iopub, millis);
  }

  private String send(ZMQ.Socket socket, String type, JsonObject content) {
    String id = UUID.randomUUID().toString();
    JsonObject header = new JsonObject();
    header.addProperty("msg_id", id);
    header.addProperty("session", session);
    header.addProperty("username", "interleave");
    header.addProperty("date", Instant.now().truncatedTo(ChronoUnit.MICROS).toString());
    header.addProperty("msg_type", type);
    header.addProperty("version", "5.5");
    List<byte[]> parts = new ArrayList<>();
    for (JsonObject part : List.of(header, new JsonObject(), new JsonObject(), content)) {
      parts.add(part.toString().getBytes(StandardCharsets.UTF_8));
    }
    ZMsg message = new ZMsg();
    message.add(DELIMITER);
    message.add(sign(parts));
    parts.forEach(message::add);
    message.send(socket);
    return id;
  }

  private String sign(List<byte[]> parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(ports.key().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      parts.forEach(mac::update);
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  private static Optional<Reply> receive(ZMQ.Socket socket, int millis) {
    socket.setReceiveTimeOut(millis);
    ZMsg message = ZMsg.recvMsg(socket);
    if (message == null) {
      return Optional.empty();
    }
    List<String> parts =
        message.stream().map(frame -> frame.getString(StandardCharsets.UTF_8)).toList();
    int start = parts.indexOf("<IDS|MSG>");
    if (start < 0 || parts.size() < start + 6) {
      return Optional.empty();
    }
    return Optional.of(
        new Reply(
            json(parts.get(start + 2)), json(parts.get(start + 3)), json(parts.get(start + 5))));
  }

  private static JsonObject json(String text) {
    return JsonParser.parseString(text).getAsJsonObject();
  }

  @Override
  public void close() {
    context.close();
  }

  /** A message from the kernel. */
  public record Reply(JsonObject header, JsonObject parent, JsonObject content) {
    /** The message type. */
    public String type() {
      return header.get("msg_type").getAsString();
    }

    /** Whether its parent is that request. */
    public boolean answers(String id) {
      return parent.has("msg_id") && parent.get("msg_id").getAsString().equals(id);
    }
  }
}
