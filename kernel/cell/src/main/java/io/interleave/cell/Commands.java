package io.interleave.cell;

import io.interleave.cell.comms.CommRegistry;
import io.interleave.cell.exec.MainThread;
import io.interleave.cell.exec.Settling;
import io.interleave.cell.exec.Snippets;
import io.interleave.cell.owner.Owners;
import io.interleave.cell.owner.Route;
import io.interleave.cell.recorder.Recorder;
import io.interleave.cell.stop.Stopper;
import io.interleave.cell.streams.FrameQueue;
import io.interleave.cell.streams.StandardInput;
import io.interleave.wire.Comm;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.Locale;

/** Carries out commands, each on the thread that it is for. */
record Commands(
    Owners owners,
    FrameQueue queue,
    StandardInput input,
    MainThread main,
    Snippets snippets,
    Settling settling,
    Stopper stopper,
    CommRegistry comms,
    Recorder recorder) {

  /** Never waits for user code. */
  void carryOut(Frame frame) {
    if (frame instanceof Command.Invoke c) {
      snippets.invoke(c);
    } else if (frame instanceof Command.Load c) {
      answering(c.id(), () -> snippets.load(c));
    } else if (frame instanceof Command.ReadField c) {
      snippets.readField(c);
    } else if (frame instanceof Command.BeginCell c) {
      input.allow(c.cell(), c.stdinAllowed());
      recorder.cellBegins(c.cell());
      main.run(() -> owners.begin(c.cell()));
    } else if (frame instanceof Command.Settle c) {
      settling.settle(c);
    } else if (frame instanceof Command.Interrupt c) {
      recorder.stopped(c.cell());
      stopper.stop(c.cell(), left -> queue.send(new Event.Interrupted(c.id(), c.cell(), left)));
    } else if (frame instanceof Command.Input c) {
      input.answer(c);
    } else if (frame instanceof Command.AddToClassPath c) {
      answering(c.id(), () -> snippets.addToClassPath(c));
    } else if (frame instanceof Command.Configure c) {
      configure(c);
    } else if (frame instanceof Command.ReportThreads c) {
      recorder.report(c, queue::send);
    } else if (frame instanceof Command.SampleThreads c) {
      recorder.sample(c, queue::send);
    } else if (frame instanceof Command.StartRecording c) {
      recorder.start(() -> queue.send(new Event.Done(c.id())));
    } else if (frame instanceof Comm c) {
      comms.receive(c);
    } else {
      throw new IllegalArgumentException("the cell's JVM takes no " + frame);
    }
  }

  private void configure(Command.Configure command) {
    if (command.name().equals("route")) {
      owners.route(Route.valueOf(command.value().toUpperCase(Locale.ROOT)));
    }
  }

  private void answering(long id, Runnable action) {
    try {
      action.run();
      queue.send(new Event.Done(id));
    } catch (RuntimeException | LinkageError e) {
      queue.send(new Event.Failed(id, String.valueOf(e.getMessage())));
    }
  }
}
