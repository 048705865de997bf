package io.interleave.cell.streams;

import io.interleave.wire.Event.Stream;

/** The unfinished lines of one thread. */
final class ThreadLines {
  private static final ThreadLocal<ThreadLines> OF_THREAD =
      ThreadLocal.withInitial(ThreadLines::new);

  final UnfinishedLine out;
  final UnfinishedLine err;

  private ThreadLines() {
    long id = Thread.currentThread().getId();
    out = new UnfinishedLine(id, Stream.STDOUT);
    err = new UnfinishedLine(id, Stream.STDERR);
  }

  static ThreadLines current() {
    return OF_THREAD.get();
  }

  UnfinishedLine of(Stream stream) {
    return stream == Stream.STDOUT ? out : err;
  }

  UnfinishedLine otherThan(Stream stream) {
    return stream == Stream.STDOUT ? err : out;
  }
}
