package io.interleave.cell.exec;

import io.interleave.cell.owner.Owners;
import io.interleave.cell.stop.StopRequests;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Event.RunningWork;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** Waits for what cells started. The body of {@code interleave-settle}. */
public final class Settling implements Runnable {
  private final BlockingQueue<Command.Settle> waiting = new LinkedBlockingQueue<>();
  private final Owners owners;
  private final StopRequests requests;
  private final String nonce;
  private final Consumer<Event> answers;
  private final IntConsumer settled;

  /**
   * Makes the body of the thread.
   *
   * @param nonce what the front recognises the marks on file descriptors 1 and 2 by
   * @param settled is told of each cell that settled
   */
  public Settling(
      Owners owners,
      StopRequests requests,
      String nonce,
      Consumer<Event> answers,
      IntConsumer settled) {
    this.owners = owners;
    this.requests = requests;
    this.nonce = nonce;
    this.answers = answers;
    this.settled = settled;
  }

  /** Queues a wait; the answer comes from the thread. */
  public void settle(Command.Settle command) {
    waiting.add(command);
  }

  @Override
  public void run() {
    try (FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        FileOutputStream err = new FileOutputStream(FileDescriptor.err)) {
      while (true) {
        Command.Settle command = waiting.take();
        List<RunningWork> running = await(command.cell(), command.limitMillis());
        settled.accept(command.cell());
        mark(out, command.id());
        mark(err, command.id());
        answers.accept(new Event.Settled(command.id(), command.cell(), running));
      }
    } catch (InterruptedException | IOException e) {
      return; // nobody interrupts this thread but to end it
    }
  }

  // In slices, so that a cell that was stopped meanwhile is not waited for to the end.
  private List<RunningWork> await(int cell, long limitMillis) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      long left = limitMillis - (System.nanoTime() - start) / 1_000_000;
      boolean ends = left <= 0 || requests.wasStopped(cell);
      List<RunningWork> running = owners.settle(cell, ends ? 0 : Math.min(left, 100));
      if (running.isEmpty() || ends && !requests.isStopping(cell)) {
        return running;
      }
      if (ends) {
        Thread.sleep(5);
      }
    }
  }

  private void mark(FileOutputStream descriptor, long id) {
    try {
      descriptor.write(("\0" + nonce + " " + id + "\0").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return; // user code closed it: nothing more comes that the front would have to wait for
    }
  }
}
