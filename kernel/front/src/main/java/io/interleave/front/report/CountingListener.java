package io.interleave.front.report;

import io.interleave.front.cellvm.CellVmListener;
import io.interleave.front.threads.CellLog;
import io.interleave.wire.Comm;
import io.interleave.wire.Event;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Notes who prints and who dies, and passes everything on. */
final class CountingListener implements CellVmListener {
  private final CellVmListener next;
  private final Map<Integer, CellLog> logs = new ConcurrentHashMap<>();

  CountingListener(CellVmListener next) {
    this.next = next;
  }

  CellLog begin(int cell) {
    return logs.computeIfAbsent(cell, k -> new CellLog());
  }

  void end(int cell) {
    logs.remove(cell);
  }

  @Override
  public void event(Event event) {
    if (event instanceof Event.Output output) {
      CellLog log = logs.get(output.cell());
      if (log != null) {
        log.output(output);
      }
    } else if (event instanceof Event.Uncaught uncaught) {
      CellLog log = logs.get(uncaught.cell());
      if (log != null) {
        log.uncaught(uncaught);
      }
    }
    next.event(event);
  }

  @Override
  public void comm(Comm comm) {
    next.comm(comm);
  }

  @Override
  public void died(String reason) {
    next.died(reason);
  }
}
