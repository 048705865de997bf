package io.interleave.front.session;

import io.interleave.front.cellvm.CellVm;
import io.interleave.wire.Comm;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;

/** Records commands; knows the comm target {@code known} and no other. */
final class FakeCellVm implements CellVm {
  final List<Frame> frames = new CopyOnWriteArrayList<>();

  @Override
  public Event call(LongFunction<? extends Frame> command) {
    Frame frame = command.apply(7);
    frames.add(frame);
    return frame instanceof Comm comm
            && comm.kind() == Comm.Kind.OPEN
            && !comm.target().equals("known")
        ? new Event.Failed(7, "no target")
        : new Event.Done(7);
  }

  @Override
  public void send(Command command) {
    frames.add(command);
  }

  @Override
  public int generation() {
    return 1;
  }

  @Override
  public void replace(String reason) {}

  @Override
  public void close() {}
}
