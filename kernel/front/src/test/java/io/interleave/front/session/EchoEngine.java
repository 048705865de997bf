package io.interleave.front.session;

import io.interleave.front.cellvm.CellVmListener;
import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Completeness;
import io.interleave.front.engine.Completion;
import io.interleave.front.engine.Documentation;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.wire.Event;
import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Trace;
import io.interleave.wire.Event.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A toy engine. A cell is a list of words, one a line: {@code out TEXT}, {@code err TEXT}, {@code
 * value TEXT}, {@code throw MESSAGE}, {@code die}, {@code exit N}, {@code wait} (until it is
 * interrupted or released), {@code ask PROMPT}, {@code leave NAME} (something still runs), {@code
 * bug}. Anything else does not compile.
 */
final class EchoEngine implements Engine {
  static final Event.RunningWork NOTHING = new Event.RunningWork("", "", "");

  private final List<Cell> cells = new ArrayList<>(); // guarded by this
  private final CountDownLatch released = new CountDownLatch(1);
  private final CountDownLatch waiting = new CountDownLatch(1);
  private CellVmListener events;
  private volatile boolean interrupted;

  void tell(CellVmListener listener) {
    events = listener;
  }

  synchronized List<Cell> cells() {
    return List.copyOf(cells);
  }

  void release() {
    released.countDown();
  }

  void awaitWaiting() throws InterruptedException {
    if (!waiting.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("no cell waits");
    }
  }

  @Override
  public Outcome execute(Cell cell, Notices notices) {
    synchronized (this) {
      cells.add(cell);
    }
    interrupted = false;
    Outcome outcome = new Outcome.Succeeded(Optional.empty(), List.of());
    int line = 0;
    for (String step : cell.code().split("\n", -1)) {
      line++;
      if (!step.isBlank()) {
        outcome = step(cell, line, step, notices);
        if (!(outcome instanceof Outcome.Succeeded)) {
          return outcome;
        }
      }
    }
    return outcome;
  }

  private Outcome step(Cell cell, int line, String step, Notices notices) {
    int blank = step.indexOf(' ');
    String word = blank < 0 ? step : step.substring(0, blank);
    String rest = blank < 0 ? "" : step.substring(blank + 1);
    Optional<Value> value = Optional.empty();
    switch (word) {
      case "out" -> events.event(output(cell, Event.Stream.STDOUT, rest + "\n"));
      case "err" -> events.event(output(cell, Event.Stream.STDERR, rest + "\n"));
      case "notice" -> notices.notice(rest);
      case "ask" -> events.event(new Event.InputWanted(77, cell.id(), rest, false));
      case "display" ->
          events.event(new Event.Display(cell.id(), Map.of("text/plain", rest), "{}", null, false));
      case "value" -> value = Optional.of(new Value(Map.of("text/plain", rest), "{}"));
      case "throw" -> {
        return new Outcome.Threw(thrown(cell, line, rest), List.of());
      }
      case "exit" -> {
        return new Outcome.Exited(Integer.parseInt(rest), List.of());
      }
      case "die" -> {
        return new Outcome.CellDied("The cell's JVM died.", List.of("x"));
      }
      case "leave" -> {
        return new Outcome.Succeeded(
            Optional.empty(), List.of(new Event.RunningWork(rest, "RUNNABLE", "cell 1, line 1")));
      }
      case "bug" -> throw new IllegalStateException("a bug");
      case "wait" -> {
        waiting.countDown();
        await();
        if (interrupted) {
          return new Outcome.Interrupted(List.of());
        }
      }
      default -> {
        return new Outcome.DidNotCompile(
            List.of(new Outcome.Problem(line, 1, word.length(), step, "cannot find " + word)),
            List.of());
      }
    }
    return new Outcome.Succeeded(value, List.of());
  }

  static Event output(Cell cell, Event.Stream stream, String text) {
    return new Event.Output(cell.id(), 1, stream, 0, text);
  }

  private static Thrown thrown(Cell cell, int line, String message) {
    return new Thrown(
        "java.lang.IllegalStateException",
        message.isEmpty() ? null : message,
        List.of(
            new Trace("java.util.Objects", "requireNonNull", "Objects.java", 10),
            new Trace("REPL.$JShell$11", "work", cell.title(), line),
            new Trace("REPL.$JShell$11", "do_it$", cell.title(), line)),
        0,
        null,
        List.of());
  }

  private void await() {
    try {
      if (!released.await(10, TimeUnit.SECONDS)) {
        throw new AssertionError("neither released nor interrupted");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public Outcome evaluate(Cell cell) {
    return execute(cell, text -> {});
  }

  @Override
  public Completion complete(String code, int cursor) {
    return new Completion(List.of(new Completion.Match("out", "keyword")), cursor, cursor);
  }

  @Override
  public Optional<Documentation> inspect(String code, int cursor, int detailLevel) {
    return code.startsWith("out") ? Optional.of(new Documentation("prints", "")) : Optional.empty();
  }

  @Override
  public Completeness completeness(String code) {
    return new Completeness(Completeness.Status.INCOMPLETE, "  ");
  }

  @Override
  public void interrupt(int cell) {
    synchronized (this) {
      if (cells.isEmpty() || cells.get(cells.size() - 1).id() != cell) {
        throw new AssertionError("cell " + cell + " does not run");
      }
    }
    interrupted = true;
    released.countDown();
  }

  @Override
  public void close() {}
}
