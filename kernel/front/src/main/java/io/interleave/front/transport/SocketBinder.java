package io.interleave.front.transport;

import io.interleave.front.protocol.ConnectionFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/** Makes sockets that listen on the ports of a connection file. */
final class SocketBinder {
  /** A restart gets the ports of the kernel before it, which may still be closing them. */
  private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long RETRY_PAUSE_MILLIS = 20;

  /** How long a closed socket goes on delivering what was sent. */
  private static final int LINGER_MILLIS = 1_000;

  /**
   * Longest subscription. JeroMQ files them in a tree by recursion over their bytes: one of 10,000
   * overflows the stack of the thread that owns the socket.
   */
  private static final int MAX_TOPIC_BYTES = 512;

  private static final int MAX_HEARTBEAT_BYTES = 1 << 16;

  private final ZMQ.Context context;
  private final ConnectionFile file;
  private final long deadline = System.nanoTime() + RETRY_NANOS;
  private final List<BoundSocket> bound = new ArrayList<>();

  SocketBinder(ZMQ.Context context, ConnectionFile file) {
    this.context = context;
    this.file = file;
  }

  BoundSocket router(String name, int port) throws TransportException {
    ZMQ.Socket socket = context.socket(SocketType.ROUTER);
    // JupyterLab reconnects with the identity it had; the newcomer has to win.
    socket.setRouterHandover(true);
    // At a high-water mark ZeroMQ drops messages without a word, replies among them.
    socket.setSndHWM(0);
    return bind(name, socket, port, SocketLoop.MAX_MESSAGE_BYTES);
  }

  /** Beyond ZeroMQ's usual 1,000 unread messages, echoes are dropped. */
  BoundSocket heartbeat(String name, int port) throws TransportException {
    ZMQ.Socket socket = context.socket(SocketType.ROUTER);
    socket.setRouterHandover(true);
    return bind(name, socket, port, MAX_HEARTBEAT_BYTES);
  }

  BoundSocket publisher(String name, int port) throws TransportException {
    ZMQ.Socket socket = context.socket(SocketType.XPUB);
    // Otherwise only the first subscription to a topic is seen, and welcomed.
    socket.setXpubVerbose(true);
    // At a high-water mark ZeroMQ drops messages without a word, "idle" among them.
    socket.setSndHWM(0);
    return bind(name, socket, port, MAX_TOPIC_BYTES);
  }

  /** Closes all sockets; for when one of them could not be bound. */
  void closeAll() {
    for (BoundSocket each : bound) {
      each.socket().close();
      try {
        each.queue().close();
      } catch (IOException e) {
        // The kernel is about to end with the error that led here.
        continue;
      }
    }
  }

  private BoundSocket bind(String name, ZMQ.Socket socket, int port, int maxReceivedBytes)
      throws TransportException {
    SendQueue queue;
    try {
      queue = new SendQueue();
    } catch (IOException e) {
      socket.close();
      throw new TransportException("Cannot open a pipe: " + e.getMessage() + ".");
    }
    BoundSocket result = new BoundSocket(name, socket, queue);
    bound.add(result);
    socket.setLinger(LINGER_MILLIS);
    socket.setMaxMsgSize((long) maxReceivedBytes);
    socket.setMsgAllocator(new BoundedFrames(maxReceivedBytes));
    socket.setIPv6(file.ip().indexOf(':') >= 0);
    String endpoint = file.endpoint(port);
    while (true) {
      try {
        socket.bind(endpoint);
        return result;
      } catch (ZMQException e) {
        if (e.getErrorCode() != ZError.EADDRINUSE || System.nanoTime() - deadline > 0) {
          throw new TransportException(
              "Cannot listen on "
                  + endpoint
                  + " for "
                  + name
                  + ": "
                  + reason(e)
                  + ". Another program has the port, or the address is none of this machine; start"
                  + " the kernel with a new connection file.");
        }
        pause();
      } catch (IllegalArgumentException e) {
        throw new TransportException(
            "Cannot listen on " + endpoint + " for " + name + ": " + e.getMessage() + ".");
      }
    }
  }

  private static String reason(ZMQException e) {
    return e.getErrorCode() == ZError.EADDRINUSE
        ? "the address cannot be used (tried for 2 s)"
        : String.valueOf(e.getMessage());
  }

  private static void pause() throws TransportException {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransportException("Interrupted while waiting for a port.");
    }
  }
}
