package io.interleave.front.transport;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client end of a ZeroMQ connection (ZMTP 3.0, RFC 23) over a plain socket. Tests use it
 * instead of JeroMQ, so that both ends do not make the same mistake, and because a JeroMQ 0.6
 * client loses about one new connection in a hundred, also to libzmq.
 */
final class ZmtpSocket implements AutoCloseable {
  private static final int MORE = 1;
  private static final int LONG = 2;
  private static final int COMMAND = 4;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  /**
   * Connects and shakes hands.
   *
   * @param type what the other end takes this for, such as {@code DEALER}
   * @param identity the routing id; empty lets the other end choose one
   */
  ZmtpSocket(InetAddress address, int port, String type, byte[] identity) throws IOException {
    socket = new Socket(address, port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(KernelClient.PATIENCE_MILLIS);
    in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    out.write(greeting());
    out.writeByte(COMMAND);
    byte[] kind = type.getBytes(StandardCharsets.US_ASCII);
    out.writeByte(6 + 12 + 4 + kind.length + 9 + 4 + identity.length);
    name("READY");
    name("Socket-Type");
    out.writeInt(kind.length);
    out.write(kind);
    name("Identity");
    out.writeInt(identity.length);
    out.write(identity);
    out.flush();
    in.readFully(new byte[64]);
    readFrame();
  }

  /** Version 3.0, no security. */
  static byte[] greeting() {
    byte[] greeting = new byte[64];
    greeting[0] = (byte) 0xff;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    System.arraycopy("NULL".getBytes(StandardCharsets.US_ASCII), 0, greeting, 12, 4);
    return greeting;
  }

  void send(List<byte[]> frames) throws IOException {
    for (int i = 0; i < frames.size(); i++) {
      byte[] frame = frames.get(i);
      int flags = i < frames.size() - 1 ? MORE : 0;
      if (frame.length > 255) {
        out.writeByte(flags | LONG);
        out.writeLong(frame.length);
      } else {
        out.writeByte(flags);
        out.writeByte(frame.length);
      }
      out.write(frame);
    }
    out.flush();
  }

  /** The next message, or null when it does not begin within the time. */
  @Nullable List<byte[]> receive(int millis) throws IOException {
    List<byte[]> frames = new ArrayList<>();
    int flags;
    do {
      socket.setSoTimeout(frames.isEmpty() ? millis : KernelClient.PATIENCE_MILLIS);
      try {
        in.mark(1);
        flags = in.readUnsignedByte();
        in.reset();
      } catch (SocketTimeoutException e) {
        return null;
      }
      socket.setSoTimeout(KernelClient.PATIENCE_MILLIS);
      byte[] frame = readFrame();
      if ((flags & COMMAND) == 0) {
        frames.add(frame);
      }
    } while ((flags & (MORE | COMMAND)) != 0);
    return frames;
  }

  private byte[] readFrame() throws IOException {
    int flags = in.readUnsignedByte();
    byte[] frame = new byte[(flags & LONG) != 0 ? (int) in.readLong() : in.readUnsignedByte()];
    in.readFully(frame);
    return frame;
  }

  private void name(String name) throws IOException {
    out.writeByte(name.length());
    out.writeBytes(name);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
