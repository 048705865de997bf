package io.interleave.cell.stop;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The body of a cell on the main thread, which takes up other cells afterwards: a signal must reach
 * it inside the body or not at all.
 */
public interface MainBody {

  /** The thread that runs the body of the cell; null when the body does not run (any more). */
  @Nullable Thread running(int cell);

  /** Does something to the thread while the body runs, and nothing otherwise. */
  void whileRunning(int cell, Consumer<Thread> action);

  /**
   * Like {@link #whileRunning}, for an exception thrown from outside: the thread takes up nothing
   * afterwards, since the exception may strike late.
   */
  void whileRunningForLastTime(int cell, Consumer<Thread> action);

  /** Whether this is the main thread as it is now; one left behind is a thread like others. */
  boolean isMain(Thread thread);

  /** Gives up on the body: answers for it, and puts a new main thread in the old one's place. */
  void leaveBehind(int cell);
}
