package io.interleave.cell.streams;

import io.interleave.api.InputNotAvailableException;
import io.interleave.cell.owner.Owners;
import io.interleave.hooks.StopCheck;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * {@code System.in}: asks the client for a line when there is nothing left of the last one. The
 * prompt is what the reading thread printed to {@code System.out} since its last line break, as far
 * as it is not shown yet: clients show the prompt themselves, and keep it with the answer. One
 * thread asks at a time, the others wait for their turn.
 *
 * <p>Interrupting a thread that waits here throws an {@link UncheckedIOException}, because {@code
 * Scanner} would hide an {@code IOException}.
 */
public final class StandardInput extends InputStream {
  private final FrameQueue queue;
  private final Owners owners;
  private final Set<Integer> allowed = ConcurrentHashMap.newKeySet();
  private final ReentrantLock turn = new ReentrantLock();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition answered = lock.newCondition();
  private byte[] line = {}; // guarded by turn
  private int at; // guarded by turn
  private long asked; // guarded by lock, as are the rest
  private boolean waits;
  private @Nullable String answer;

  public StandardInput(FrameQueue queue, Owners owners) {
    this.queue = queue;
    this.owners = owners;
  }

  /** Says whether threads of a cell may ask. */
  public void allow(int cell, boolean stdinAllowed) {
    if (stdinAllowed) {
      allowed.add(cell);
    }
  }

  /** Hands an answer to the thread that waits for it; one that nobody waits for is dropped. */
  public void answer(Command.Input input) {
    lock.lock();
    try {
      if (waits && input.id() == asked) {
        waits = false;
        answer = input.text();
        answered.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    StopCheck.poll();
    if (length == 0) {
      return 0;
    }
    lockTurn();
    try {
      if (at == line.length && !fetch()) {
        return -1;
      }
      int count = Math.min(length, line.length - at);
      System.arraycopy(line, at, bytes, offset, count);
      at += count;
      return count;
    } finally {
      turn.unlock();
    }
  }

  /** What is left of the line that was answered last; asks for nothing. */
  @Override
  public int available() {
    if (!turn.tryLock()) {
      return 0;
    }
    try {
      return line.length - at;
    } finally {
      turn.unlock();
    }
  }

  private boolean fetch() {
    String text = ask(false);
    if (text == null) {
      return false;
    }
    line = (text + "\n").getBytes(StandardCharsets.UTF_8);
    at = 0;
    return true;
  }

  private @Nullable String ask(boolean password) {
    int cell = owners.current();
    if (!allowed.contains(cell)) {
      throw new InputNotAvailableException(
          "System.in: this client cannot be asked for input. Run the cell where somebody can answer,"
              + " such as JupyterLab, or put the input into the cell:"
              + " new Scanner(\"first line\\nsecond line\").");
    }
    String prompt = queue.takePrompt();
    lock.lock();
    try {
      asked++;
      waits = true;
      queue.send(new Event.InputWanted(asked, cell, prompt, password));
      while (waits) {
        answered.await();
      }
      return answer;
    } catch (InterruptedException e) {
      throw interrupted();
    } finally {
      waits = false;
      lock.unlock();
    }
  }

  private void lockTurn() {
    try {
      turn.lockInterruptibly();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static UncheckedIOException interrupted() {
    Thread.currentThread().interrupt();
    StopCheck.poll();
    return new UncheckedIOException(
        new InterruptedIOException("interrupted while it waited for input"));
  }
}
