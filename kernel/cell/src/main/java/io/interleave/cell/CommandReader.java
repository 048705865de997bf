package io.interleave.cell;

import io.interleave.wire.BadFrameException;
import io.interleave.wire.Command;
import io.interleave.wire.Frame;
import io.interleave.wire.FrameReader;
import java.io.IOException;

/** Reads commands until the front is gone or wants the end. The body of interleave-reader. */
final class CommandReader implements Runnable {
  private final FrameReader socket;
  private final Commands commands;
  private final Runnable end;

  CommandReader(FrameReader socket, Commands commands, Runnable end) {
    this.socket = socket;
    this.commands = commands;
    this.end = end;
  }

  @Override
  public void run() {
    try {
      Frame frame = socket.read();
      while (frame != null && !(frame instanceof Command.Shutdown)) {
        commands.carryOut(frame);
        frame = socket.read();
      }
    } catch (IOException | BadFrameException e) {
      end.run(); // the front died in the middle of a frame, or is no front: either way it is over
      return;
    }
    end.run();
  }
}
