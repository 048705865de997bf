package io.interleave.front.engine;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.front.engine.Declarations.Declaration;
import io.interleave.front.engine.Engine.Notices;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a JShell for the cell JVM that runs now. When the process is another one, its classes are
 * gone: a new JShell declares them again.
 */
final class ShellHolder implements AutoCloseable {
  private static final int MOST_TRIES = 3;

  private final CellVm vm;
  private final Wire wire;
  private final ReentrantLock lock;
  private final List<Path> ownClassPath;
  private final List<Path> userClassPath = new ArrayList<>(); // guarded by lock
  private @Nullable Shell shell; // guarded by lock
  private int generation = -1; // guarded by lock

  ShellHolder(CellVm vm, Wire wire, ReentrantLock lock, List<Path> ownClassPath) {
    this.vm = vm;
    this.wire = wire;
    this.lock = lock;
    this.ownClassPath = List.copyOf(ownClassPath);
  }

  /** The JShell for reading code only: whatever there is. */
  Shell any() {
    lock.lock();
    try {
      Shell known = shell;
      return known == null ? create() : known;
    } finally {
      lock.unlock();
    }
  }

  /** The JShell of the process that runs now. */
  Shell current(Notices notices) throws CellVmDiedException {
    lock.lock();
    try {
      Shell known = shell;
      if (known == null) {
        return create();
      }
      int now = vm.generation();
      if (generation < 0 || generation == now) {
        generation = now;
        return known;
      }
      List<String> lost = lost(notices);
      if (!lost.isEmpty()) {
        notices.notice(
            "The cell's JVM is a new one. Imports, methods and classes are declared again; these"
                + " variables are lost: "
                + String.join(", ", lost));
      }
      Shell restored = shell;
      return restored == null ? create() : restored;
    } finally {
      lock.unlock();
    }
  }

  /** Replaces the JShell after the end of its process; the names of the variables that are lost. */
  List<String> lost(Notices notices) {
    lock.lock();
    try {
      Shell old = shell;
      if (old == null) {
        return List.of();
      }
      Declarations declarations = Declarations.of(old.jshell(), old.origins());
      old.close();
      String reason = "";
      for (int tries = 0; tries < MOST_TRIES; tries++) {
        try {
          restore(declarations);
          return declarations.variables();
        } catch (CellVmDiedException e) {
          reason = String.valueOf(e.getMessage());
        }
      }
      notices.notice("Classes and methods could not be declared again. " + reason);
      return declarations.variables();
    } finally {
      lock.unlock();
    }
  }

  private void restore(Declarations declarations) throws CellVmDiedException {
    generation = vm.generation();
    Shell fresh = create();
    fresh.begin(0, () -> {});
    for (Path entry : userClassPath) {
      fresh.addToClassPath(entry);
      tell(entry);
    }
    for (Declaration declaration : declarations.declarations()) {
      fresh.evaluate(declaration.source(), declaration.origin(), false);
    }
    if (fresh.flush() instanceof Shell.Step.Died died) {
      throw new CellVmDiedException(died.reason());
    }
    fresh.takeNotices();
  }

  private Shell create() {
    Shell fresh = new Shell(wire, lock, ownClassPath, CompilerOptions.compiling(vm.userOptions()));
    fresh.startUp(Startup.imports());
    generation = vm.generation();
    shell = fresh;
    return fresh;
  }

  /**
   * Adds a jar or folder for the compiler and the cell JVM; a message when it could not be done.
   */
  String addToClassPath(Path entry) throws CellVmDiedException {
    Shell known = any();
    lock.lock();
    try {
      String failure = tell(entry);
      if (failure.isEmpty()) {
        userClassPath.add(entry);
        known.addToClassPath(entry);
      }
      return failure;
    } finally {
      lock.unlock();
    }
  }

  List<Path> userClassPath() {
    lock.lock();
    try {
      return List.copyOf(userClassPath);
    } finally {
      lock.unlock();
    }
  }

  private String tell(Path entry) throws CellVmDiedException {
    try {
      Event event = wire.call(id -> new Command.AddToClassPath(id, entry.toString()));
      return event instanceof Event.Failed failed ? failed.message() : "";
    } catch (Wire.AbandonedException e) {
      return "The cell's JVM does not answer.";
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      if (shell != null) {
        shell.close();
      }
    } finally {
      lock.unlock();
    }
  }
}
