package io.interleave.front.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * The thread that owns a socket: receives, sends what its queue holds, and blocks when there is
 * neither. Whatever a message does, the loop goes on; it ends when its queue does.
 */
abstract class SocketLoop implements Runnable {
  /** A message may be this large in all, and have this many frames. */
  static final int MAX_MESSAGE_BYTES = 64 << 20;

  private static final int MAX_FRAMES = 4096;

  /** How many messages are received before what is to be sent gets its turn, and vice versa. */
  private static final int BATCH = 64;

  /** More than this is not waited for: a client may send without end. */
  private static final int MOST_WAITING = 10_000;

  private final String name;
  private final ZMQ.Context context;
  private final ZMQ.Socket socket;
  private final SendQueue queue;
  private final DropLog drops;
  private final Queue<Runnable> afterReceiving = new ConcurrentLinkedQueue<>();

  SocketLoop(String name, ZMQ.Context context, ZMQ.Socket socket, SendQueue queue, DropLog drops) {
    this.name = name;
    this.context = context;
    this.socket = socket;
    this.queue = queue;
    this.drops = drops;
  }

  /** Handles what arrived; what it throws is logged. */
  abstract void received(List<byte[]> frames);

  /** Sends a message of the queue; called on the owner thread. */
  void sendOne(List<byte[]> frames) {
    send(frames);
  }

  final String name() {
    return name;
  }

  final SendQueue queue() {
    return queue;
  }

  final DropLog drops() {
    return drops;
  }

  /** Runs an action on the owner thread once everything that has arrived was received. */
  final void afterReceiving(Runnable action) {
    afterReceiving.add(action);
    queue.wake();
  }

  @Override
  public final void run() {
    try (ZMQ.Poller poller = context.poller(2)) {
      int input = poller.register(socket, ZMQ.Poller.POLLIN);
      int wakeUps = poller.register(queue.wakeUps(), ZMQ.Poller.POLLIN);
      boolean ending = false;
      while (!ending) {
        boolean idle = queue.isEmpty() && afterReceiving.isEmpty();
        if (poller.poll(idle ? -1 : 0) < 0) {
          return;
        }
        if (poller.pollin(wakeUps)) {
          queue.takeWakeUps();
        }
        // Read before the queue is emptied: what was added before the end is sent.
        ending = queue.hasEnded();
        Runnable action = afterReceiving.poll();
        if (action != null) {
          receive(MOST_WAITING);
          action.run();
        } else if (poller.pollin(input)) {
          receive(BATCH);
        }
        sendQueued(ending ? Integer.MAX_VALUE : BATCH);
      }
    } catch (IOException | RuntimeException | Error e) {
      drops.failed(name, e);
    } finally {
      socket.close();
      closeQueue();
    }
  }

  /** Receives what is there, without waiting. */
  final void receive(int most) {
    for (int i = 0; i < most; i++) {
      try {
        List<byte[]> frames = receiveOne();
        if (frames == null) {
          return;
        }
        if (!frames.isEmpty()) {
          received(frames);
        }
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
        survive(e);
      }
    }
  }

  /** Sends a frame of a message; {@link #send} has to follow with the others. */
  final void begin(byte[] frame) {
    socket.send(frame, ZMQ.SNDMORE);
  }

  final void send(List<byte[]> frames) {
    int last = frames.size() - 1;
    for (int i = 0; i < last; i++) {
      socket.send(frames.get(i), ZMQ.SNDMORE);
    }
    socket.send(frames.get(last), 0);
  }

  private void sendQueued(int most) {
    for (int i = 0; i < most; i++) {
      if (queue.isEmpty()) {
        return;
      }
      try {
        List<byte[]> frames = queue.poll();
        if (frames != null) {
          sendOne(frames);
        }
      } catch (RuntimeException | OutOfMemoryError e) {
        survive(e);
      }
    }
  }

  private void survive(Throwable failure) {
    if (failure instanceof ZMQException closed && closed.getErrorCode() == ZError.ETERM) {
      throw closed;
    }
    drops.failed(name, failure);
  }

  /** The frames of one message; null when there is none, empty when it was too large. */
  private @Nullable List<byte[]> receiveOne() {
    byte[] frame = socket.recv(ZMQ.DONTWAIT);
    if (frame == null) {
      return null;
    }
    List<byte[]> frames = new ArrayList<>(8);
    frames.add(frame);
    long size = frame.length;
    boolean fits = true;
    while (socket.hasReceiveMore()) {
      // The frames of a message arrive together, so this does not wait.
      frame = socket.recv(0);
      size += frame.length;
      fits = fits && size <= MAX_MESSAGE_BYTES && frames.size() < MAX_FRAMES;
      if (fits) {
        frames.add(frame);
      }
    }
    if (!fits) {
      drops.dropped(name, "it has more than 64 MB or " + MAX_FRAMES + " frames");
      return List.of();
    }
    return frames;
  }

  private void closeQueue() {
    try {
      queue.end();
      queue.close();
    } catch (IOException e) {
      drops.failed(name, e);
    }
  }
}
