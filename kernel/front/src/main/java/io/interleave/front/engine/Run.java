package io.interleave.front.engine;

import io.interleave.wire.Event.RunningWork;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** One execution of a cell, as long as it lasts; shared with the thread that interrupts it. */
final class Run {
  private final Cell cell;
  private final CompletableFuture<List<RunningWork>> survivors = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean interrupted;

  Run(Cell cell) {
    this.cell = cell;
  }

  Cell cell() {
    return cell;
  }

  /** Marks the run as interrupted; false when it was already. */
  synchronized boolean interrupt() {
    boolean first = !interrupted;
    interrupted = true;
    return first;
  }

  boolean interrupted() {
    return interrupted;
  }

  /** What could not be stopped; completed once by the interrupter. */
  CompletableFuture<List<RunningWork>> survivors() {
    return survivors;
  }

  /** Opens when execute returns. */
  CountDownLatch ended() {
    return ended;
  }
}
