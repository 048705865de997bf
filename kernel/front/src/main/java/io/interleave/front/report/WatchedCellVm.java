package io.interleave.front.report;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.threads.LockSites;
import io.interleave.front.threads.ThreadUse;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.List;
import java.util.function.LongFunction;

/** Reads the classes that pass by: for the names of their locks, and whether they use threads. */
final class WatchedCellVm implements CellVm {
  private final CellVm cellVm;
  private final LockSites sites;
  private final Recordings recordings;

  WatchedCellVm(CellVm cellVm, LockSites sites, Recordings recordings) {
    this.cellVm = cellVm;
    this.sites = sites;
    this.recordings = recordings;
  }

  @Override
  public Event call(LongFunction<? extends Frame> command) throws CellVmDiedException {
    if (command.apply(0) instanceof Command.Load load) {
      load.classes().forEach(file -> sites.add(file.bytes()));
      if (load.classes().stream().anyMatch(file -> ThreadUse.in(file.bytes()))) {
        recordings.begin();
      }
    }
    return cellVm.call(command);
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
