package io.interleave.front.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What the program that starts the kernel says about sockets and signatures (Jupyter kernels,
 * Connection files). Unknown fields are ignored.
 *
 * @param ip an address of this machine; {@code *} or {@code 0.0.0.0} for all
 * @param key empty when messages are not signed
 */
public record ConnectionFile(
    String ip,
    int shellPort,
    int iopubPort,
    int stdinPort,
    int controlPort,
    int hbPort,
    String key,
    String signatureScheme) {

  /** Far more than any connection file needs; keeps a wrong path from filling the memory. */
  private static final long MAX_BYTES = 1 << 20;

  /**
   * Reads a connection file.
   *
   * @throws ConnectionFileException when it is missing, unreadable, no JSON object, lacks a field,
   *     or asks for what this kernel does not have
   */
  public static ConnectionFile read(Path path) throws ConnectionFileException {
    String place = "Connection file " + path + ": ";
    byte[] bytes;
    try {
      if (Files.size(path) > MAX_BYTES) {
        throw new ConnectionFileException(place + "larger than 1 MB, so it is something else.");
      }
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      throw new ConnectionFileException(
          place + "no such file. A Jupyter client writes it and passes its path.", e);
    } catch (AccessDeniedException e) {
      throw new ConnectionFileException(place + "may not be read by this user.", e);
    } catch (IOException e) {
      throw new ConnectionFileException(place + "cannot be read: " + e.getMessage(), e);
    }
    try {
      return parse(bytes);
    } catch (ConnectionFileException e) {
      throw new ConnectionFileException(place + e.getMessage() + ".", e);
    }
  }

  /** Reads the text of a connection file. */
  static ConnectionFile parse(byte[] utf8) throws ConnectionFileException {
    if (utf8.length == 0) {
      throw new ConnectionFileException("it is empty");
    }
    JsonObject json;
    try {
      JsonElement element = JsonText.parse(utf8);
      if (!(element instanceof JsonObject object)) {
        throw new ConnectionFileException("it holds no JSON object");
      }
      json = object;
    } catch (BadMessageException e) {
      throw new ConnectionFileException(String.valueOf(e.getMessage()), e);
    }
    refuseWhatIsNotOffered(json);
    return new ConnectionFile(
        Fields.text(json, "ip", "127.0.0.1"),
        port(json, "shell_port"),
        port(json, "iopub_port"),
        port(json, "stdin_port"),
        port(json, "control_port"),
        port(json, "hb_port"),
        Fields.text(json, "key", ""),
        Fields.text(json, "signature_scheme", "hmac-sha256"));
  }

  /** The signer that key and scheme ask for. */
  public Signer signer() throws ConnectionFileException {
    return Signer.of(signatureScheme, key);
  }

  /** The endpoint of a port, in ZeroMQ's spelling. */
  public String endpoint(int port) {
    boolean bareIpv6 = ip.indexOf(':') >= 0 && !ip.startsWith("[");
    return "tcp://" + (bareIpv6 ? "[" + ip + "]" : ip) + ':' + port;
  }

  private static void refuseWhatIsNotOffered(JsonObject json) throws ConnectionFileException {
    String transport = Fields.text(json, "transport", "tcp");
    if (transport.equals("ipc")) {
      throw new ConnectionFileException(
          "transport \"ipc\" is not supported; set the kernel manager's transport to \"tcp\"");
    }
    if (!transport.equals("tcp")) {
      throw new ConnectionFileException(
          "transport \"" + transport + "\" is unknown; it has to be \"tcp\"");
    }
    // Running in clear although keys were given would betray who asked for encryption.
    for (String name : new String[] {"curve_publickey", "curve_secretkey"}) {
      if (json.has(name) && !json.get(name).isJsonNull()) {
        throw new ConnectionFileException(
            name
                + " asks for CurveZMQ encryption, which this kernel does not have; set the kernel"
                + " manager's transport_encryption to \"disabled\" or \"auto\"");
      }
    }
    if (json.has("registration_port") && !json.has("shell_port")) {
      throw new ConnectionFileException(
          "registration_port asks for the startup handshake (JEP 66), which this kernel does not"
              + " have; start it with a file that names the five ports");
    }
  }

  private static int port(JsonObject json, String name) throws ConnectionFileException {
    JsonElement value = json.get(name);
    if (value == null || value.isJsonNull()) {
      throw new ConnectionFileException("the field \"" + name + "\" is missing");
    }
    if (value instanceof JsonPrimitive primitive && !primitive.isBoolean()) {
      try {
        int port = Integer.parseInt(primitive.getAsString());
        if (port >= 1 && port <= 65_535) {
          return port;
        }
      } catch (NumberFormatException e) {
        // The message below says it.
      }
    }
    throw new ConnectionFileException(
        "the field \"" + name + "\" is " + value + ", not a port from 1 to 65535");
  }
}
