package io.interleave.front.session;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.protocol.CommMessage;
import io.interleave.front.protocol.Message;
import io.interleave.wire.Comm;
import io.interleave.wire.Command;
import io.interleave.wire.Event;

/**
 * Hands comm messages of clients to their handlers in the cell JVM. A target that nobody registered
 * there is answered with a close; messages for unknown comms are dropped.
 */
final class CommDesk {
  private final CellVm cellVm;
  private final CellEvents events;
  private final OpenComms open;

  CommDesk(CellVm cellVm, CellEvents events) {
    this.cellVm = cellVm;
    this.events = events;
    this.open = events.comms();
  }

  /** Returns when the handler came back and all that it printed is published. */
  void handle(Message request, CommMessage message) {
    String id = message.commId();
    if (!(message instanceof CommMessage.Open) && !open.isOpen(id)) {
      return;
    }
    CellOutput output = events.beginComm(request);
    try {
      if (message instanceof CommMessage.Open opening) {
        // Known before the handler runs: it may answer on the comm at once.
        open.open(id, opening.targetName());
      } else if (message instanceof CommMessage.Close) {
        open.close(id);
      }
      if (!deliver(output.run(), message) && message instanceof CommMessage.Open) {
        open.close(id);
        output.now(new CommMessage.Close(id));
      }
    } finally {
      events.end(output);
    }
  }

  /** Stops the handler that runs, from any thread. */
  void stop(Run run) {
    try {
      cellVm.call(id -> new Command.Interrupt(id, run.id()));
    } catch (CellVmDiedException e) {
      return; // and so did the handler
    }
  }

  private boolean deliver(Run run, CommMessage message) {
    Comm.Kind kind =
        message instanceof CommMessage.Open
            ? Comm.Kind.OPEN
            : message instanceof CommMessage.Msg ? Comm.Kind.MESSAGE : Comm.Kind.CLOSE;
    String target = message instanceof CommMessage.Open opening ? opening.targetName() : "";
    try {
      Event answer =
          cellVm.call(
              id ->
                  new Comm(
                      id,
                      run.id(),
                      kind,
                      message.commId(),
                      target,
                      message.data().toString(),
                      message.metadata().toString(),
                      message.buffers()));
      return !(answer instanceof Event.Failed);
    } catch (CellVmDiedException e) {
      return false;
    }
  }
}
