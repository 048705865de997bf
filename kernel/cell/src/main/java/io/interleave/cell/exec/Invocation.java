package io.interleave.cell.exec;

import io.interleave.cell.stop.StopRequests;
import io.interleave.cell.values.Bundles;
import io.interleave.cell.values.ThrownReader;
import io.interleave.cell.values.UserThrowables;
import io.interleave.wire.Event;
import io.interleave.wire.Event.Value;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run of a method or read of a field. It answers once: by the main thread when user code came
 * back, or by the stopper when that thread was lost.
 */
final class Invocation {
  private enum State {
    WAITING,
    RUNNING,
    /** Somebody throws an error into the thread from outside; it may strike at any time. */
    STRUCK,
    /** The thread left user code, or was left behind. */
    OVER
  }

  /** What to run. */
  interface Body {
    /** Finds the class and its member, ahead of the clocks. */
    Code prepare() throws ReflectiveOperationException;
  }

  /** User code, ready to run. */
  interface Code {
    Result run() throws ReflectiveOperationException;
  }

  /** What user code gave back; {@code value} is null for void, too. */
  record Result(@Nullable Object value, boolean isVoid) {}

  private final long id;
  private final int cell;
  private final Body body;
  private final StopRequests requests;
  private final Consumer<@Nullable Object> last;
  private State state = State.WAITING; // guarded by this
  private boolean returned; // guarded by this: the thread is out of user code
  private long wallNanos; // of the main thread
  private long cpuNanos;

  Invocation(long id, int cell, Body body, StopRequests requests, Consumer<@Nullable Object> last) {
    this.id = id;
    this.cell = cell;
    this.body = body;
    this.requests = requests;
    this.last = last;
  }

  int cell() {
    return cell;
  }

  /** Runs user code on the calling thread; null when somebody else answers, or has answered. */
  @Nullable Event run() {
    if (requests.wasStopped(cell)) {
      return ended(null);
    }
    begin();
    Event answer;
    try {
      answer = answer();
    } catch (Throwable thrown) {
      answer = threw(thrown);
    }
    return leave() ? answer : null;
  }

  private Event answer() {
    Code code;
    try {
      code = body.prepare();
    } catch (ReflectiveOperationException e) {
      return threw(e);
    }
    long cpuStart = CpuClock.currentThreadNanos();
    long start = System.nanoTime();
    Result result;
    try {
      result = code.run();
    } catch (InvocationTargetException e) {
      take(start, cpuStart);
      return threw(Objects.requireNonNullElse(e.getCause(), e));
    } catch (ReflectiveOperationException | RuntimeException | Error e) {
      take(start, cpuStart);
      return threw(e);
    }
    take(start, cpuStart);
    if (result.isVoid()) {
      return new Event.Returned(id, new Value(Map.of(), "{}"), wallNanos, cpuNanos);
    }
    Value value = Bundles.of(result.value());
    last.accept(result.value());
    return new Event.Returned(id, value, wallNanos, cpuNanos);
  }

  private void take(long start, long cpuStart) {
    wallNanos = System.nanoTime() - start;
    cpuNanos = cpuStart < 0 ? -1 : CpuClock.currentThreadNanos() - cpuStart;
  }

  /** The answer for what user code, or the way around it, threw. */
  Event threw(Throwable thrown) {
    return new Event.Threw(id, ThrownReader.read(thrown), wallNanos, cpuNanos);
  }

  /** The answer as it goes out: the end of the cell outranks what became of its code. */
  Event outranked(Event answer) {
    if (!requests.wasStopped(cell)) {
      return answer;
    }
    return ended(answer instanceof Event.Threw threw ? threw : null);
  }

  /** The answer for a cell that was asked to end. */
  private Event ended(Event.@Nullable Threw threw) {
    Integer status = requests.exitStatus(cell);
    if (status != null) {
      return new Event.Exited(id, status);
    }
    if (threw == null || UserThrowables.isEnd(threw.thrown().className())) {
      return new Event.Stopped(id, null);
    }
    return new Event.Stopped(id, threw.thrown());
  }

  private synchronized void begin() {
    state = State.RUNNING;
  }

  /** Ends the time in which the thread may be interrupted; false when it was struck or lost. */
  private boolean leave() {
    while (true) {
      try {
        return leaveOnce();
      } catch (Throwable late) {
        if (!UserThrowables.endsThread(late)) {
          throw late;
        }
      }
    }
  }

  private synchronized boolean leaveOnce() {
    returned = true;
    if (state != State.RUNNING) {
      return false;
    }
    state = State.OVER;
    Thread.interrupted();
    return true;
  }

  synchronized boolean isRunning() {
    return (state == State.RUNNING || state == State.STRUCK) && !returned;
  }

  synchronized boolean isStruck() {
    return state == State.STRUCK;
  }

  synchronized void whileRunning(Runnable action) {
    if (isRunning()) {
      action.run();
    }
  }

  synchronized void whileRunningForLastTime(Runnable action) {
    if (isRunning()) {
      state = State.STRUCK;
      action.run();
    }
  }

  /** Takes the answer over from the thread; null when that answers itself. */
  synchronized @Nullable Event leaveBehind() {
    if (state != State.STRUCK && state != State.RUNNING) {
      return null;
    }
    state = State.OVER;
    return ended(null);
  }
}
