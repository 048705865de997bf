package io.interleave.cell.streams;

import io.interleave.wire.Event.Stream;
import io.interleave.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The frames on their way to the front, in the order of what happened. Text of one thread is put
 * together: an unfinished line waits for its end, 40 ms at most; consecutive writes share a frame.
 *
 * <p>Bounded: a thread that prints faster than the front reads waits, also when it is interrupted,
 * unless its cell is being stopped: then its text is dropped. Frames that are no text are taken
 * always, so answers get out in a flood, behind it.
 */
public final class FrameQueue {
  private static final long UNFINISHED_NANOS = 40_000_000;
  private static final long LINGER_NANOS = 1_000_000;
  private static final long MOST_NANOS = 500_000_000;
  private static final int ENOUGH_CHARS = 1 << 15;
  private static final int MOST_CHARS = 1 << 20;
  private static final int LONGEST_FRAME_CHARS = 1 << 18;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final IntPredicate stopping;

  // All below guarded by lock.
  private List<Object> entries = new ArrayList<>(); // of Chunk and Frame
  private @Nullable Chunk last; // the last entry, when it is a chunk
  private final List<UnfinishedLine> unfinished = new ArrayList<>();
  private long chars;
  private boolean urgent;
  private boolean writerWaits;
  private long lingersUntil;

  /**
   * Makes an empty queue.
   *
   * @param stopping whether a cell is being stopped, so that its text is not waited for
   */
  public FrameQueue(IntPredicate stopping) {
    this.stopping = stopping;
  }

  /** Appends a frame behind all text so far, unfinished lines included; never waits. */
  public void send(Frame frame) {
    lock.lock();
    try {
      flushAll();
      append(frame);
    } finally {
      lock.unlock();
    }
  }

  /** Like {@link #send}, for frames that a loop of user code can make many of. */
  public void sendPaced(Frame frame, int cell, int size) {
    lock.lock();
    try {
      if (awaitRoom(cell)) {
        flushAll();
        append(frame);
        chars += size;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Appends text of the current thread; whole lines at once, the rest when its line ends. */
  void write(Stream stream, int cell, String text) {
    long now = System.nanoTime();
    ThreadLines lines = ThreadLines.current();
    UnfinishedLine line = lines.of(stream);
    int end = text.lastIndexOf('\n') + 1;
    lock.lock();
    try {
      if (!awaitRoom(cell)) {
        line.clear();
        return;
      }
      flush(lines.otherThan(stream));
      if (!line.isEmpty() && line.cell() != cell) {
        flush(line);
      }
      if (end > 0) {
        String whole = end == text.length() ? text : text.substring(0, end);
        emit(line, cell, now, line.isEmpty() ? whole : line.take().concat(whole));
      }
      if (end < text.length()) {
        line.add(end == 0 ? text : text.substring(end), cell, now);
        keep(line);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets out what the current thread wrote since its last line break, but for what may be a prompt:
   * {@code IO.readln} flushes it too. It waits for its end as it does without.
   */
  void flushCurrentThread() {
    ThreadLines lines = ThreadLines.current();
    if (lines.out.isEmpty() && lines.err.isEmpty()) { // ours; the flush can only empty them
      return;
    }
    lock.lock();
    try {
      if (!lines.out.mayBePrompt()) {
        flush(lines.out);
      }
      flush(lines.err);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets out all text but the unfinished line that the current thread wrote to stdout: that is the
   * prompt. Empty when it was let out already, so that nobody sees it twice.
   */
  String takePrompt() {
    UnfinishedLine line = ThreadLines.current().out;
    lock.lock();
    try {
      String prompt = line.takePrompt();
      flushAll();
      return prompt;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes threads that wait for room, so that those of stopped cells go on. */
  public void wakeStopped() {
    lock.lock();
    try {
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for frames and takes them all out. For the writer thread. */
  List<Frame> take() throws InterruptedException {
    List<Object> taken;
    lock.lock();
    try {
      awaitFrames();
      taken = entries;
      entries = new ArrayList<>();
      last = null;
      chars = 0;
      urgent = false;
      lingersUntil = System.nanoTime() + LINGER_NANOS;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    List<Frame> frames = new ArrayList<>(taken.size());
    for (Object entry : taken) {
      frames.add(entry instanceof Chunk chunk ? chunk.frame() : (Frame) entry);
    }
    return frames;
  }

  // The first text of a burst goes out at once; what follows within a millisecond goes together.
  private void awaitFrames() throws InterruptedException {
    while (true) {
      long now = System.nanoTime();
      long wait = flushDue(now);
      if (!entries.isEmpty()) {
        if (urgent || chars >= ENOUGH_CHARS || now >= lingersUntil) {
          return;
        }
        wait = Math.min(wait, lingersUntil - now);
      } else {
        writerWaits = true;
      }
      try {
        // Bounded: Thread.stop may strike a thread in the middle of signalling, and then the
        // signal is lost.
        filled.awaitNanos(Math.min(wait, MOST_NANOS));
      } finally {
        writerWaits = false;
      }
    }
  }

  /** Flushes the lines whose time has come; gives the nanoseconds until the next. */
  private long flushDue(long now) {
    long wait = Long.MAX_VALUE;
    for (int i = 0; i < unfinished.size(); ) {
      UnfinishedLine line = unfinished.get(i);
      long left = line.isEmpty() ? 0 : line.sinceNanos() + UNFINISHED_NANOS - now;
      if (left <= 0) {
        flush(line);
        line.unlist();
        UnfinishedLine end = unfinished.remove(unfinished.size() - 1);
        if (end != line) {
          unfinished.set(i, end);
        }
      } else {
        wait = Math.min(wait, left);
        i++;
      }
    }
    return wait;
  }

  private void flushAll() {
    for (UnfinishedLine line : unfinished) {
      flush(line);
    }
  }

  private void flush(UnfinishedLine line) {
    if (!line.isEmpty()) {
      long nanos = line.sinceNanos();
      emit(line, line.cell(), nanos, line.take());
    }
  }

  private void keep(UnfinishedLine line) {
    if (line.length() > ENOUGH_CHARS) {
      flush(line);
    } else if (line.list()) {
      unfinished.add(line);
      if (unfinished.size() == 1 && writerWaits) {
        filled.signal(); // it waits without an end
      }
    }
  }

  private void emit(UnfinishedLine origin, int cell, long nanos, String text) {
    Chunk open = last;
    if (open != null && open.takes(cell, origin.threadId, origin.stream, nanos)) {
      open.append(text);
    } else {
      for (String part : parts(text)) {
        last = new Chunk(cell, origin.threadId, origin.stream, nanos, part);
        entries.add(last);
      }
    }
    chars += text.length();
    wakeWriter();
  }

  private void append(Frame frame) {
    entries.add(frame);
    last = null;
    urgent = true;
    filled.signal();
  }

  private void wakeWriter() {
    if (writerWaits || chars >= ENOUGH_CHARS) {
      writerWaits = false;
      filled.signal();
    }
  }

  private boolean awaitRoom(int cell) {
    boolean interrupted = false;
    try {
      while (chars >= MOST_CHARS) {
        if (stopping.test(cell)) {
          return false;
        }
        try {
          room.await();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static List<String> parts(String text) {
    if (text.length() <= LONGEST_FRAME_CHARS) {
      return List.of(text);
    }
    List<String> parts = new ArrayList<>();
    for (int start = 0; start < text.length(); ) {
      int end = Math.min(text.length(), start + LONGEST_FRAME_CHARS);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      parts.add(text.substring(start, end));
      start = end;
    }
    return parts;
  }
}
