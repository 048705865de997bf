package io.interleave.front.report;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;

/** Asks the cell JVM with a time limit; a question that is not answered in time is given up. */
final class Questions {
  private static final long LIMIT_MILLIS = 10_000;

  private final CellVm cellVm;
  private final ExecutorService askers =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "thread-reports-asker");
            thread.setDaemon(true);
            return thread;
          });

  Questions(CellVm cellVm) {
    this.cellVm = cellVm;
  }

  /** Which process of the cell JVM is asked now. */
  int generation() {
    return cellVm.generation();
  }

  Optional<Event.ThreadsReported> report(int cell, boolean recording) {
    return report(cell, recording, LIMIT_MILLIS);
  }

  /** The same for a cell JVM that may not answer any more. */
  Optional<Event.ThreadsReported> report(int cell, boolean recording, long limitMillis) {
    return ask(
        id -> new Command.ReportThreads(id, cell, recording),
        Event.ThreadsReported.class,
        limitMillis);
  }

  /** Cell 0 stands for all cells. */
  Optional<Event.ThreadsSampled> sample(int cell) {
    return ask(id -> new Command.SampleThreads(id, cell), Event.ThreadsSampled.class, LIMIT_MILLIS);
  }

  private <T extends Event> Optional<T> ask(
      LongFunction<? extends Frame> command, Class<T> type, long limitMillis) {
    CompletableFuture<Event> answer = new CompletableFuture<>();
    askers.execute(
        () -> {
          try {
            answer.complete(cellVm.call(command));
          } catch (CellVmDiedException e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      Event event = answer.get(limitMillis, TimeUnit.MILLISECONDS);
      return type.isInstance(event) ? Optional.of(type.cast(event)) : Optional.empty();
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty(); // the JVM died or hangs: its report is lost with it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
