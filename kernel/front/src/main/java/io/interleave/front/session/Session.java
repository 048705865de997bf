package io.interleave.front.session;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.engine.Engine;
import io.interleave.front.protocol.Channel;
import io.interleave.front.protocol.CommMessage;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.Reply;
import io.interleave.front.protocol.Request;
import io.interleave.front.protocol.ShutdownReply;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes what arrives and hands it to the thread that answers it. */
public final class Session implements AutoCloseable {
  private final Outbox outbox;
  private final Engine engine;
  private final CellEvents events;
  private final SessionParts.Ending ending;
  private final Statuses statuses;
  private final Answers answers;
  private final Usage usage;
  private final CommDesk comms;
  private final History history;
  private final ExecutionQueue executions;
  private final SideLane quick;
  private final SideLane control;
  private final AtomicInteger interrupts = new AtomicInteger();

  /**
   * Starts the session's threads.
   *
   * @param events the listener that {@code cellVm} was made with
   */
  public Session(
      Outbox outbox, Engine engine, CellVm cellVm, CellEvents events, SessionParts parts) {
    this.outbox = outbox;
    this.engine = engine;
    this.events = events;
    this.ending = parts.ending();
    this.statuses = new Statuses(outbox);
    this.answers =
        new Answers(engine, parts.magics(), parts.history(), events.comms(), parts.identity());
    this.history = parts.history();
    this.usage = new Usage(new ProcFigures(Path.of("/proc")), parts.time());
    CellRunner runner =
        new CellRunner(
            outbox, events, engine, new CellBody(engine, parts.magics()), parts.history());
    this.comms = new CommDesk(cellVm, events);
    this.executions = new ExecutionQueue(outbox, statuses, runner, comms);
    this.quick = new SideLane("answers", outbox, statuses);
    this.control = new SideLane("control", outbox, statuses);
    events.connect(cellVm::send);
  }

  /** Publishes that the kernel starts; once, before the first message is handed in. */
  public void start() {
    statuses.starting();
  }

  /** Takes a message; returns at once. Called by the threads that read the sockets. */
  public void received(Channel channel, Message message) {
    Request request = Request.of(message);
    Received received = new Received(channel, message, request);
    if (channel == Channel.STDIN) {
      if (request instanceof Request.InputReply reply) {
        events.input().answered(message, reply.value());
      }
    } else if (request instanceof Request.Execute || request instanceof CommMessage) {
      executions.add(received);
    } else if (request instanceof Request.Shutdown shutdown) {
      control.add(received, this::shutdown, () -> ending.end(shutdown.restart()));
    } else if (channel == Channel.CONTROL
        || request instanceof Request.Interrupt
        || request instanceof Request.Usage) {
      control.add(received, this::control);
    } else {
      quick.add(received, r -> answers.answer(r.request()));
    }
  }

  private Optional<Reply> control(Received received) {
    if (received.request() instanceof Request.Interrupt) {
      interrupt();
      return Optional.of(new Reply.Interrupted());
    }
    if (received.request() instanceof Request.Usage) {
      return Optional.of(usage.measure());
    }
    return answers.answer(received.request());
  }

  private Optional<Reply> shutdown(Received received) {
    statuses.ending();
    boolean restart = ((Request.Shutdown) received.request()).restart();
    ShutdownReply reply = new ShutdownReply(restart);
    // A client that only listens learns of it too.
    outbox.publish(received.message().header(), reply);
    return Optional.of(reply);
  }

  /** Stops the running cell; does nothing when none runs. Returns at once, from any thread. */
  public void interrupt() {
    Run run = events.stop();
    if (run == null) {
      return;
    }
    Runnable stop = run.isComm() ? () -> comms.stop(run) : () -> engine.interrupt(run.id());
    // It may take seconds when the cell JVM does not answer, and a second Stop must reach it
    // meanwhile.
    Lane.threads("interrupt-" + interrupts.incrementAndGet()).newThread(stop).start();
  }

  /** Stops taking work; threads end when what they do now is done. */
  @Override
  public void close() {
    executions.close();
    quick.close();
    control.close();
    history.close();
  }
}
