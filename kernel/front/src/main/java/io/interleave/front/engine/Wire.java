package io.interleave.front.engine;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Calls the cell JVM in a way that can be given up: when it does not answer, a cell must end all
 * the same.
 */
final class Wire implements AutoCloseable {
  private final CellVm vm;
  private ExecutorService caller = newCaller(); // guarded by this
  private @Nullable CompletableFuture<Event> pending; // guarded by this

  Wire(CellVm vm) {
    this.vm = vm;
  }

  /** The wait for an answer was given up by {@link #abandon}. */
  static final class AbandonedException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  Event call(LongFunction<? extends Frame> command) throws CellVmDiedException, AbandonedException {
    CompletableFuture<Event> answer = new CompletableFuture<>();
    synchronized (this) {
      pending = answer;
      caller.execute(() -> complete(answer, command));
    }
    try {
      return uninterruptibly(answer);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CellVmDiedException) {
        throw new CellVmDiedException(String.valueOf(e.getCause().getMessage()));
      } else if (e.getCause() instanceof AbandonedException) {
        throw new AbandonedException();
      }
      throw new IllegalStateException("call to the cell JVM failed", e.getCause());
    }
  }

  /** Whether somebody waits for an answer. */
  synchronized boolean isWaiting() {
    return pending != null && !pending.isDone();
  }

  /** Ends the pending call, if any, without its answer. */
  void abandon() {
    CompletableFuture<Event> given;
    synchronized (this) {
      given = pending;
      caller.shutdown(); // its thread ends when the process does
      caller = newCaller();
    }
    if (given != null) {
      given.completeExceptionally(new AbandonedException());
    }
  }

  @Override
  public synchronized void close() {
    caller.shutdown();
  }

  private void complete(CompletableFuture<Event> answer, LongFunction<? extends Frame> command) {
    try {
      answer.complete(vm.call(command));
    } catch (CellVmDiedException | RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private static Event uninterruptibly(CompletableFuture<Event> answer) throws ExecutionException {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return answer.get();
        } catch (InterruptedException e) {
          interrupted = true; // a cell is stopped by Engine.interrupt, not by its caller's thread
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ExecutorService newCaller() {
    return Executors.newSingleThreadExecutor(
        task -> {
          Thread thread = new Thread(task, "engine-call");
          thread.setDaemon(true);
          return thread;
        });
  }
}
