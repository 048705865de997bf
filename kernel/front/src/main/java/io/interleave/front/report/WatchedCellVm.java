package io.interleave.front.report;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.threads.LockSites;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.List;
import java.util.function.LongFunction;

/** Reads the classes that pass by for the names of their locks. */
final class WatchedCellVm implements CellVm {
  private final CellVm cellVm;
  private final LockSites sites;

  WatchedCellVm(CellVm cellVm, LockSites sites) {
    this.cellVm = cellVm;
    this.sites = sites;
  }

  @Override
  public Event call(LongFunction<? extends Frame> command) throws CellVmDiedException {
    return cellVm.call(
        id -> {
          Frame frame = command.apply(id);
          if (frame instanceof Command.Load load) {
            load.classes().forEach(file -> sites.add(file.bytes()));
          }
          return frame;
        });
  }

  @Override
  public void send(Command command) {
    cellVm.send(command);
  }

  @Override
  public int generation() {
    return cellVm.generation();
  }

  @Override
  public List<String> userOptions() {
    return cellVm.userOptions();
  }

  @Override
  public void replace(String reason) {
    cellVm.replace(reason);
  }

  @Override
  public void close() {
    cellVm.close();
  }
}
