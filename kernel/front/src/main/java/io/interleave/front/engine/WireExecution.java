package io.interleave.front.engine;

import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.wire.Command;
import io.interleave.wire.Command.ClassFile;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongFunction;
import jdk.jshell.spi.ExecutionControl;
import org.jspecify.annotations.Nullable;

/**
 * What JShell runs code with: commands to the cell JVM. Classes are held back until the method that
 * needs them is invoked, because only then JShell tells which lines of a cell they came from.
 *
 * <p>JShell is at rest while a method runs, so its lock is given up meanwhile and others may ask
 * it.
 */
final class WireExecution implements ExecutionControl {
  private final Wire wire;
  private final ReentrantLock lock;
  private final List<ClassBytecodes> heldBack = new ArrayList<>();
  private Function<List<ClassBytecodes>, List<ClassFile>> rewriter = classes -> List.of();
  private int cell;
  private Runnable announce = () -> {};
  private boolean ran;
  private @Nullable Event answer;
  private @Nullable String death;
  private boolean abandoned;

  /**
   * @param lock what {@link #invoke} gives up while it waits; its caller holds it once
   */
  WireExecution(Wire wire, ReentrantLock lock) {
    this.wire = wire;
    this.lock = lock;
  }

  /** Sets what turns JShell's classes into those that are sent. */
  void rewriter(Function<List<ClassBytecodes>, List<ClassFile>> rewrites) {
    this.rewriter = rewrites;
  }

  /** Forgets earlier answers; from now on methods run for this cell, announced before the first. */
  void begin(int forCell, Runnable announcement) {
    cell = forCell;
    announce = announcement;
    ran = false;
    answer = null;
    abandoned = false;
  }

  /** Forgets the last answer, so that {@link #answer} speaks of what comes now. */
  void forgetAnswer() {
    answer = null;
  }

  /** What the last command was answered with; null when none was sent. */
  @Nullable Event answer() {
    return answer;
  }

  /** Puts an answer in the place of the last one. */
  void answer(@Nullable Event event) {
    answer = event;
  }

  /** How the cell JVM ended; null while it lives. */
  @Nullable String death() {
    return death;
  }

  /** Whether the user gave up the wait for an answer. */
  boolean abandoned() {
    return abandoned;
  }

  /** Sends the classes that no method has asked for yet. */
  void flush() throws EngineTerminationException, StoppedException, UserException {
    if (heldBack.isEmpty()) {
      return;
    }
    List<ClassFile> classes = rewriter.apply(List.copyOf(heldBack));
    heldBack.clear();
    send(id -> new Command.Load(id, classes));
  }

  @Override
  public void load(ClassBytecodes[] classes) {
    for (ClassBytecodes fresh : classes) {
      // Overloads share a class, which JShell gives once for each of them.
      heldBack.removeIf(held -> held.name().equals(fresh.name()));
      heldBack.add(fresh);
    }
  }

  @Override
  public void redefine(ClassBytecodes[] classes) throws NotImplementedException {
    throw new NotImplementedException("redefine: JShell declares changed classes under a new name");
  }

  @Override
  public String invoke(String className, String methodName)
      throws EngineTerminationException, StoppedException, UserException {
    flush();
    if (!ran) {
      ran = true;
      announce.run();
    }
    int forCell = cell;
    send(id -> new Command.Invoke(id, forCell, className, methodName));
    return "";
  }

  @Override
  public String varValue(String className, String varName)
      throws EngineTerminationException, StoppedException, UserException {
    int forCell = cell;
    Event event = send(id -> new Command.ReadField(id, forCell, className, varName));
    return event instanceof Event.Returned returned
        ? returned.value().data().getOrDefault("text/plain", "")
        : "";
  }

  @Override
  public void addToClasspath(String path) throws EngineTerminationException, InternalException {
    try {
      Event event = send(id -> new Command.AddToClassPath(id, path));
      if (event instanceof Event.Failed failed) {
        throw new InternalException(failed.message());
      }
    } catch (StoppedException | UserException e) {
      throw new InternalException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void stop() {
    // Engine.interrupt stops cells, with a command of its own.
  }

  @Override
  public Object extensionCommand(String command, Object argument) throws NotImplementedException {
    throw new NotImplementedException(command);
  }

  @Override
  public void close() {
    // The cell JVM belongs to the engine, which gives it to the next JShell.
  }

  private Event send(LongFunction<? extends Frame> command)
      throws EngineTerminationException, StoppedException, UserException {
    if (abandoned || failed(answer)) {
      throw new StoppedException(); // as with int a = 1 / 0, b = 2;
    }
    int holds = lock.getHoldCount();
    release(holds);
    Event event;
    try {
      event = wire.call(command);
    } catch (CellVmDiedException e) {
      death = String.valueOf(e.getMessage());
      throw new EngineTerminationException(death);
    } catch (Wire.AbandonedException e) {
      abandoned = true;
      throw new StoppedException();
    } finally {
      for (int i = 0; i < holds; i++) {
        lock.lock();
      }
    }
    answer = event;
    if (event instanceof Event.Stopped) {
      throw new StoppedException();
    } else if (failed(event)) {
      throw new UserException("", event.getClass().getSimpleName(), new StackTraceElement[0]);
    }
    return event;
  }

  private static boolean failed(@Nullable Event event) {
    return event != null && !(event instanceof Event.Done || event instanceof Event.Returned);
  }

  private void release(int holds) {
    for (int i = 0; i < holds; i++) {
      lock.unlock();
    }
  }
}
