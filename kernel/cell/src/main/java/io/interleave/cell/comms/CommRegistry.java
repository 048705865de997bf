package io.interleave.cell.comms;

import io.interleave.api.CommMessage;
import io.interleave.cell.owner.Owners;
import io.interleave.cell.owner.Scope;
import io.interleave.cell.streams.FrameQueue;
import io.interleave.wire.Comm;
import io.interleave.wire.Comm.Kind;
import io.interleave.wire.Event;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Targets and open comms of this JVM. */
public final class CommRegistry {
  private static final int SIZE_CHARS = 200;

  private final BlockingQueue<Comm> received = new LinkedBlockingQueue<>();
  private final Map<String, BiConsumer<io.interleave.api.Comm, CommMessage>> targets =
      new ConcurrentHashMap<>();
  private final Map<String, OpenComm> open = new ConcurrentHashMap<>();
  private final Owners owners;
  private final FrameQueue queue;
  private final Thread.UncaughtExceptionHandler uncaught;
  private final ThreadGroup group;
  private final ClassLoader loader;
  private boolean started; // guarded by this

  /**
   * Makes an empty registry.
   *
   * @param uncaught gets what handlers throw
   * @param loader the context class loader of handlers, whose threads are in the caller's group
   */
  public CommRegistry(
      Owners owners,
      FrameQueue queue,
      Thread.UncaughtExceptionHandler uncaught,
      ClassLoader loader) {
    this.owners = owners;
    this.queue = queue;
    this.uncaught = uncaught;
    this.group = Thread.currentThread().getThreadGroup();
    this.loader = loader;
  }

  /** Queues a message of the client for the thread of the handlers. */
  public synchronized void receive(Comm comm) {
    received.add(comm);
    if (!started) {
      started = true;
      startThread();
    }
  }

  public void register(String target, BiConsumer<io.interleave.api.Comm, CommMessage> onOpen) {
    targets.put(target, onOpen);
  }

  public void unregister(String target) {
    targets.remove(target);
  }

  /** Opens a comm to a target of the client. */
  public io.interleave.api.Comm open(String target, String dataJson, String metadataJson) {
    OpenComm comm = new OpenComm(UUID.randomUUID().toString().replace("-", ""), target, this);
    open.put(comm.id(), comm);
    send(Kind.OPEN, comm, new CommMessage(dataJson, metadataJson, List.of()));
    return comm;
  }

  boolean isOpen(String id) {
    return open.containsKey(id);
  }

  boolean forget(String id) {
    return open.remove(id) != null;
  }

  void send(Kind kind, OpenComm comm, CommMessage message) {
    int cell = owners.current();
    String target = kind == Kind.OPEN ? comm.target() : "";
    int size = message.dataJson().length() + SIZE_CHARS;
    for (byte[] buffer : message.buffers()) {
      size += buffer.length;
    }
    queue.sendPaced(
        new Comm(
            0,
            cell,
            kind,
            comm.id(),
            target,
            message.dataJson(),
            message.metadataJson(),
            List.copyOf(message.buffers())),
        cell,
        size);
  }

  private void startThread() {
    Thread thread = new Thread(group, this::work, "comms");
    thread.setDaemon(true);
    thread.setContextClassLoader(loader);
    thread.start();
  }

  private void work() {
    boolean usable = true;
    while (usable) {
      try {
        usable = handle(received.take());
      } catch (InterruptedException e) {
        continue; // meant for a handler that is over
      }
    }
    startThread();
  }

  /** Whether the thread can go on; a stop ends it, since an error from outside may strike late. */
  private boolean handle(Comm comm) {
    Throwable thrown = null;
    Event answer = new Event.Done(comm.id());
    Scope scope = owners.enter(comm.cell());
    try {
      if (!dispatch(comm)) {
        answer = new Event.Failed(comm.id(), "no comm target named " + comm.target());
      }
    } catch (Throwable e) {
      thrown = e;
      uncaught.uncaughtException(Thread.currentThread(), e);
    } finally {
      scope.close();
      Thread.interrupted();
      queue.send(answer);
    }
    return !(thrown instanceof Error);
  }

  private boolean dispatch(Comm comm) {
    CommMessage message =
        new CommMessage(comm.dataJson(), comm.metadataJson(), List.copyOf(comm.buffers()));
    if (comm.kind() == Kind.OPEN) {
      return dispatchOpen(comm, message);
    }
    OpenComm known =
        comm.kind() == Kind.CLOSE ? open.remove(comm.commId()) : open.get(comm.commId());
    if (known != null) {
      if (comm.kind() == Kind.CLOSE) {
        known.closed(message);
      } else {
        known.received(message);
      }
    }
    return true; // a message for an unknown comm is ignored, as the protocol has it
  }

  private boolean dispatchOpen(Comm comm, CommMessage message) {
    @Nullable BiConsumer<io.interleave.api.Comm, CommMessage> onOpen = targets.get(comm.target());
    if (onOpen == null) {
      return false;
    }
    OpenComm opened = new OpenComm(comm.commId(), comm.target(), this);
    open.put(comm.commId(), opened);
    try {
      onOpen.accept(opened, message);
    } catch (Throwable e) {
      opened.close();
      throw e;
    }
    return true;
  }
}
