package io.interleave.cell.exec;

import io.interleave.cell.owner.Owners;
import io.interleave.cell.stop.StopRequests;
import io.interleave.cell.streams.FrameQueue;
import io.interleave.cell.values.ThrownReader;
import io.interleave.cell.values.UserThrowables;
import io.interleave.wire.Event;

/**
 * The default handler of exceptions that end a thread. Handlers that user code sets, for a thread,
 * a group or all, come first or replace it. What ends threads of a cell while that is being stopped
 * is not news.
 */
public final class UncaughtReporter implements Thread.UncaughtExceptionHandler {
  private static final int SIZE_CHARS = 4_000;

  private final Owners owners;
  private final StopRequests requests;
  private final FrameQueue queue;

  public UncaughtReporter(Owners owners, StopRequests requests, FrameQueue queue) {
    this.owners = owners;
    this.requests = requests;
    this.queue = queue;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (UserThrowables.endsThread(thrown) || requests.isStopping(owners.working())) {
      return;
    }
    int cell = owners.current();
    queue.sendPaced(
        new Event.Uncaught(cell, thread.getId(), thread.getName(), ThrownReader.read(thrown)),
        cell,
        SIZE_CHARS);
  }
}
