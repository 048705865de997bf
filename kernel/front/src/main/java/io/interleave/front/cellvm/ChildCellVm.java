package io.interleave.front.cellvm;

import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** The handle on a child process, which it starts again whenever it ended. */
public final class ChildCellVm implements CellVm {
  private static final int MOST_FAILED_STARTS = 3;

  private final CellVmListener listener;
  private final Object lock = new Object();
  private CellLaunch launch; // guarded by lock
  private CellProcess process; // guarded by lock
  private int generation = 1; // guarded by lock
  private int failedStarts; // guarded by lock
  private boolean closed; // guarded by lock
  private long lastId; // guarded by lock
  private final Map<String, Command.Configure> settings = new TreeMap<>(); // guarded by lock

  /** Starts the first process in the background. */
  public ChildCellVm(CellLaunch launch, CellVmListener listener) {
    this.launch = launch;
    this.listener = listener;
    synchronized (lock) {
      process = start();
    }
  }

  @Override
  public Event call(LongFunction<? extends Frame> command) throws CellVmDiedException {
    CellProcess target;
    long id;
    synchronized (lock) {
      if (failedStarts >= MOST_FAILED_STARTS && process.ended() && !closed) {
        process = start(); // it was given up, but the user tries again
      }
      target = process;
      id = ++lastId;
    }
    return target.call(id, command.apply(id));
  }

  /** A setting is sent again to each process that follows. */
  @Override
  public void send(Command command) {
    if (command instanceof Command.Configure setting) {
      synchronized (lock) {
        settings.put(setting.name(), setting);
      }
    }
    current().send(command);
  }

  @Override
  public int generation() {
    synchronized (lock) {
      return generation;
    }
  }

  @Override
  public void replace(String reason) {
    swap(reason);
  }

  /**
   * Replaces the process by one with other options.
   *
   * @param options such as {@code -Xmx2g}; they take the place of those of an earlier call
   * @throws CellVmDiedException when no JVM starts with them; one with the earlier options is on
   *     its way then
   */
  public void restart(List<String> options) throws CellVmDiedException {
    CellLaunch before;
    synchronized (lock) {
      before = launch;
      launch = launch.withUserOptions(options);
    }
    try {
      swap("It was restarted with other options.").awaitReady();
    } catch (CellVmDiedException e) {
      synchronized (lock) {
        launch = before;
      }
      swap(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** The options of the last {@link #restart} that worked. */
  @Override
  public List<String> userOptions() {
    synchronized (lock) {
      return launch.userOptions();
    }
  }

  /** The id of the process that runs now. */
  public long pid() {
    return current().pid();
  }

  @Override
  public void close() {
    CellProcess last;
    synchronized (lock) {
      closed = true;
      last = process;
    }
    last.shutdown();
  }

  private CellProcess swap(String reason) {
    CellProcess old;
    CellProcess fresh;
    synchronized (lock) {
      old = process;
      if (closed) {
        return old;
      }
      failedStarts = 0;
      generation++;
      fresh = start();
      process = fresh;
    }
    old.kill(reason);
    return fresh;
  }

  private CellProcess current() {
    synchronized (lock) {
      return process;
    }
  }

  private CellProcess start() {
    return CellProcess.start(launch, List.copyOf(settings.values()), listener, this::ended);
  }

  private void ended(CellProcess which, String reason, boolean wasReady) {
    synchronized (lock) {
      if (closed || which != process) {
        return;
      }
      failedStarts = wasReady ? 0 : failedStarts + 1;
      generation++;
      if (failedStarts < MOST_FAILED_STARTS) {
        process = start();
      }
    }
    if (wasReady) {
      listener.died(reason);
    }
  }
}
