package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.cellvm.CellVmListener;
import io.interleave.front.compare.Ledger;
import io.interleave.front.engine.UserNames;
import io.interleave.front.protocol.CommMessage;
import io.interleave.front.protocol.Message;
import io.interleave.front.protocol.MimeBundle;
import io.interleave.front.protocol.Publication;
import io.interleave.front.protocol.Publication.DisplayData;
import io.interleave.front.protocol.Publication.Stream;
import io.interleave.front.protocol.Publication.UpdateDisplayData;
import io.interleave.front.render.Errors;
import io.interleave.front.render.Notices;
import io.interleave.front.timing.CellTimings;
import io.interleave.front.timing.Measured;
import io.interleave.wire.Comm;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Routes what the cell JVM says unasked to the cell that it belongs to. Made before the cell JVM
 * starts and connected to it afterwards.
 */
public final class CellEvents implements CellVmListener {
  private final Outbox outbox;
  private final Time time;
  private final OutputLimits limits;
  private final Pacer pacer;
  private final Runs runs = new Runs();
  private final OpenComms comms = new OpenComms();
  private final RecentCells sources = new RecentCells();
  private final Errors errors = new Errors(sources);
  private final InputDesk input;
  private final Ledger ledger = new Ledger();
  private final Measured measured = new Measured(ledger);
  private final CellTimings timings = new CellTimings(ledger);
  private volatile Consumer<Command> cell = command -> {};
  private volatile @Nullable CellOutput active;

  /** A stop comes before the end of a run or behind it: one in between would never be undone. */
  private final Object ending = new Object();

  /**
   * @param paced whether a Jupyter Server with rate limits is in between
   */
  public CellEvents(Outbox outbox, Time time, OutputLimits limits, boolean paced) {
    this.outbox = outbox;
    this.time = time;
    this.limits = limits;
    this.pacer = new Pacer(paced, time);
    this.input = new InputDesk(outbox, command -> cell.accept(command));
  }

  /** Where answers to questions of the cell JVM go. */
  void connect(Consumer<Command> commands) {
    cell = commands;
  }

  /** The timed runs of this kernel. */
  public Ledger ledger() {
    return ledger;
  }

  /** Records the cells of this kernel in the ledger. */
  public CellTimings timings() {
    return timings;
  }

  /** Shows what the cell JVM measured. */
  public Measured measured() {
    return measured;
  }

  Errors errors() {
    return errors;
  }

  OpenComms comms() {
    return comms;
  }

  InputDesk input() {
    return input;
  }

  /** A new run of a cell; its output goes to {@code request}'s client from now on. */
  CellOutput begin(Message request, String title, String code, boolean silent, boolean stdin) {
    sources.add(title, code);
    CellOutput output = runs.begin(request, title, silent, stdin, this::open);
    active = output;
    return output;
  }

  /** The same for the handler of a comm message. */
  CellOutput beginComm(Message request) {
    CellOutput output = runs.beginComm(request, this::open);
    active = output;
    return output;
  }

  private CellOutput open(Run run) {
    return new CellOutput(run, outbox, time, pacer, limits);
  }

  /** The run that {@link #begin} or {@link #beginComm} returned last came back. */
  void end(CellOutput output) {
    synchronized (ending) {
      output.end();
      active = null;
    }
  }

  /** The user stops what runs, and that is returned; null when nothing does. */
  @Nullable Run stop() {
    synchronized (ending) {
      CellOutput running = active;
      if (running == null) {
        return null;
      }
      running.stop();
      input.stopped(running.run());
      return running.run();
    }
  }

  @Override
  public void event(Event event) {
    if (event instanceof Event.Output output) {
      CellOutput target = runs.find(output.cell());
      if (target != null) {
        target.text(
            output.stream() == Event.Stream.STDOUT ? Stream.Name.STDOUT : Stream.Name.STDERR,
            UserNames.readable(output.text()));
      }
    } else if (event instanceof Event.Display display) {
      CellOutput target = runs.find(display.cell());
      if (target != null) {
        target.display(publication(display));
      }
    } else if (event instanceof Event.Clear clear) {
      CellOutput target = runs.find(clear.cell());
      if (target != null) {
        target.clear(clear.untilNext());
      }
    } else if (event instanceof Event.Measured timings) {
      CellOutput target = runs.find(timings.cell());
      if (target != null) {
        CellMagicOutput shown = new CellMagicOutput(target);
        measured.comparison(timings).forEach(shown::show);
      }
    } else if (event instanceof Event.Raced raced) {
      CellOutput target = runs.find(raced.cell());
      if (target != null) {
        new CellMagicOutput(target).show(measured.race(raced));
      }
    } else if (event instanceof Event.InputWanted wanted) {
      input.wanted(wanted, runs.find(wanted.cell()));
    } else if (event instanceof Event.Uncaught uncaught) {
      CellOutput target = runs.find(uncaught.cell());
      if (target != null) {
        target.now(errors.uncaught(uncaught.threadName(), uncaught.thrown()));
      }
    }
  }

  private static Publication publication(Event.Display display) {
    JsonObject data = MimeBundle.of(display.data());
    JsonObject metadata = MimeBundle.objectOrEmpty(display.metadataJson());
    String id = display.displayId();
    return display.update() && id != null
        ? new UpdateDisplayData(data, metadata, id)
        : new DisplayData(data, metadata, id);
  }

  @Override
  public void comm(Comm comm) {
    CellOutput target = runs.find(comm.cell());
    if (target == null) {
      return;
    }
    JsonObject data = MimeBundle.objectOrEmpty(comm.dataJson());
    JsonObject metadata = MimeBundle.objectOrEmpty(comm.metadataJson());
    List<byte[]> buffers = comm.buffers();
    switch (comm.kind()) {
      case OPEN -> {
        comms.open(comm.commId(), comm.target());
        target.now(new CommMessage.Open(comm.commId(), comm.target(), data, metadata, buffers));
      }
      case MESSAGE -> target.now(new CommMessage.Msg(comm.commId(), data, metadata, buffers));
      case CLOSE -> {
        comms.close(comm.commId());
        target.now(new CommMessage.Close(comm.commId(), data, metadata, buffers));
      }
    }
  }

  @Override
  public void died(String reason) {
    input.clear();
    CellOutput latest = runs.latest();
    if (latest == null) {
      return;
    }
    for (String id : comms.closeAll()) {
      latest.now(new CommMessage.Close(id));
    }
    if (active == null) {
      latest.now(
          Notices.plain(reason + " No cell was running; the values of all variables are lost."));
    }
  }
}
