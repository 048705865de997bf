package io.interleave.front.install;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Free ports on the loopback interface and a key: what a connection file says. */
record ProbePorts(int shell, int iopub, int stdin, int control, int heartbeat, String key) {
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  /** Ports that were free a moment ago. */
  static ProbePorts free() throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getByAddress(LOOPBACK)));
      }
      List<Integer> ports = held.stream().map(ServerSocket::getLocalPort).toList();
      return new ProbePorts(
          ports.get(0),
          ports.get(1),
          ports.get(2),
          ports.get(3),
          ports.get(4),
          UUID.randomUUID().toString());
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  String connectionFile() {
    JsonObject json = new JsonObject();
    json.addProperty("transport", "tcp");
    json.addProperty("ip", "127.0.0.1");
    json.addProperty("shell_port", shell);
    json.addProperty("iopub_port", iopub);
    json.addProperty("stdin_port", stdin);
    json.addProperty("control_port", control);
    json.addProperty("hb_port", heartbeat);
    json.addProperty("signature_scheme", "hmac-sha256");
    json.addProperty("key", key);
    return json.toString();
  }
}
