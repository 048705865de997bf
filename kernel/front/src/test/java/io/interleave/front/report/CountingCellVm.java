package io.interleave.front.report;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongFunction;

/** Answers every command with Done and remembers it. */
final class CountingCellVm implements CellVm {
  final List<Frame> commands = new CopyOnWriteArrayList<>();
  volatile int generation = 1;
  volatile boolean diesNext;

  @Override
  public Event call(LongFunction<? extends Frame> command) throws CellVmDiedException {
    commands.add(command.apply(commands.size()));
    if (diesNext) {
      diesNext = false;
      generation++;
      throw new CellVmDiedException("It was killed.");
    }
    return new Event.Done(commands.size() - 1);
  }

  @Override
  public void send(Command command) {
    commands.add(command);
  }

  @Override
  public int generation() {
    return generation;
  }

  @Override
  public void replace(String reason) {
    generation++;
  }

  @Override
  public void close() {}
}
