package io.interleave.front.transport;

import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.ConnectionFile;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.WireCodec;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.zeromq.ZMQ;

/**
 * The five sockets of a kernel (Jupyter messaging, Introduction). Sending is for any thread and
 * never waits: messages of one thread to one channel keep their order. JSON and signature are made
 * on the sending thread.
 */
public final class Transport implements AutoCloseable {
  private static final int JOIN_MILLIS = 3_000;

  private final ZMQ.Context context;
  private final WireCodec codec;
  private final IopubLoop iopub;
  private final HeartbeatLoop heartbeat;
  private final Map<Channel, RequestLoop> requests;
  // Both guarded by this.
  private final List<Thread> threads = new ArrayList<>();
  private boolean started;

  private Transport(
      ZMQ.Context context,
      WireCodec codec,
      IopubLoop iopub,
      HeartbeatLoop heartbeat,
      Map<Channel, RequestLoop> requests) {
    this.context = context;
    this.codec = codec;
    this.iopub = iopub;
    this.heartbeat = heartbeat;
    this.requests = requests;
  }

  /**
   * Binds all sockets; heartbeats are answered and messages published from now on, while requests
   * wait for {@link #start}. Ports that are taken are tried for 2 s.
   *
   * @param session makes the welcome messages
   * @param errors gets a line for each message that is dropped, up to a rate
   * @throws TransportException when a socket cannot be bound; nothing is left open
   */
  public static Transport open(
      ConnectionFile file, WireCodec codec, KernelSession session, PrintStream errors)
      throws TransportException {
    ZMQ.Context context = ZMQ.context(1);
    SocketBinder binder = new SocketBinder(context, file);
    DropLog drops = new DropLog(errors, System::nanoTime);
    try {
      HeartbeatLoop heartbeat =
          new HeartbeatLoop(context, binder.heartbeat("heartbeat", file.hbPort()), drops);
      Map<Channel, RequestLoop> requests = new EnumMap<>(Channel.class);
      for (Channel channel : Channel.values()) {
        BoundSocket bound =
            switch (channel) {
              case SHELL -> binder.router("shell", file.shellPort());
              case CONTROL -> binder.router("control", file.controlPort());
              case STDIN -> binder.router("stdin", file.stdinPort());
            };
        requests.put(channel, new RequestLoop(channel, context, bound, codec, drops));
      }
      BoundSocket publisher = binder.publisher("iopub", file.iopubPort());
      IopubLoop iopub = new IopubLoop(context, publisher, session, codec, drops);
      Transport transport = new Transport(context, codec, iopub, heartbeat, requests);
      transport.run(heartbeat);
      transport.run(iopub);
      return transport;
    } catch (TransportException | RuntimeException e) {
      binder.closeAll();
      context.term();
      throw e;
    }
  }

  /** Begins to read requests; to be called once. */
  public synchronized void start(MessageReceiver receiver) {
    if (started) {
      throw new IllegalStateException("Requests are being read already.");
    }
    started = true;
    for (RequestLoop loop : requests.values()) {
      loop.receiver(receiver);
      run(loop);
    }
  }

  /** Sends a message to the client that its identities name; lost when that client is gone. */
  public void reply(Channel channel, Message message) {
    RequestLoop loop = requests.get(channel);
    if (loop != null) {
      loop.queue().add(codec.encode(message));
    }
  }

  /** Sends a message to all subscribers. */
  public void publish(Message message) {
    iopub.queue().add(codec.encode(message));
  }

  /**
   * Waits until every message that has arrived on a channel was handed to the receiver, at most a
   * second. Not to be called on the thread of that channel.
   */
  public void awaitReceived(Channel channel) throws InterruptedException {
    RequestLoop loop = requests.get(channel);
    if (loop != null) {
      CountDownLatch reached = new CountDownLatch(1);
      loop.afterReceiving(reached::countDown);
      reached.await(1, TimeUnit.SECONDS);
    }
  }

  /** The size of the published messages that ZeroMQ has not taken over yet. */
  public long iopubQueuedBytes() {
    return iopub.queue().bytes();
  }

  /**
   * Sends what is queued, closes all sockets and waits until that is done, a few seconds at most.
   * Not to be called on the thread of a channel.
   */
  @Override
  public void close() {
    List<Thread> running;
    synchronized (this) {
      if (threads.contains(Thread.currentThread())) {
        throw new IllegalStateException("The thread of a socket cannot wait for its own end.");
      }
      if (!started) {
        start((channel, message) -> {});
      }
      running = List.copyOf(threads);
    }
    heartbeat.queue().end();
    iopub.queue().end();
    requests.values().forEach(loop -> loop.queue().end());
    try {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(JOIN_MILLIS);
      for (Thread thread : running) {
        join(thread, deadline);
      }
      // Only now: what is sent while ZeroMQ terminates is lost. It waits for what lingers.
      Thread terminator = new Thread(context::term, "zeromq-close");
      terminator.setDaemon(true);
      terminator.start();
      join(terminator, deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread, long deadline) throws InterruptedException {
    long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    thread.join(Math.max(1, left));
  }

  private synchronized void run(SocketLoop loop) {
    Thread thread = new Thread(loop, loop.name());
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }
}
