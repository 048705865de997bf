package io.interleave.front.engine;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.cellvm.CellVmDiedException;
import io.interleave.hooks.Exit;
import io.interleave.hooks.StopCheck;
import io.interleave.hooks.StopSignal;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** A cell JVM that is this JVM: loads the classes and runs them, so that tests see what they do. */
final class InProcessCellVm implements CellVm {
  final List<Frame> commands = new CopyOnWriteArrayList<>();
  final List<byte[]> loaded = new CopyOnWriteArrayList<>();
  volatile boolean deaf;
  volatile boolean forgetful; // does not answer for code, but everything else
  volatile List<Event.RunningWork> settled = List.of();
  private final AtomicLong ids = new AtomicLong();
  private volatile UserLoader loader = new UserLoader();
  private volatile int generation = 1;
  private volatile @Nullable String dying;
  private volatile @Nullable Thread main;
  private volatile CountDownLatch death = new CountDownLatch(1);

  private static final class UserLoader extends URLClassLoader {
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    UserLoader() {
      super(new URL[0], InProcessCellVm.class.getClassLoader());
    }

    void define(Command.ClassFile file) {
      if (files.put(file.name(), file.bytes()) != null || findLoadedClass(file.name()) != null) {
        throw new AssertionError(file.name() + " is loaded already");
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = files.remove(name);
      return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
    }

    void add(String path) throws MalformedURLException {
      addURL(new File(path).toURI().toURL());
    }
  }

  /** The next invoke finds the process dead. */
  void dieAtNextInvoke(String reason) {
    dying = reason;
  }

  /** Ends the process and starts another, between two cells. */
  void die() {
    loader = new UserLoader();
    generation++;
  }

  @Override
  public Event call(LongFunction<? extends Frame> command) throws CellVmDiedException {
    Frame frame = command.apply(ids.incrementAndGet());
    commands.add(frame);
    if (deaf || forgetful && frame instanceof Command.Invoke) {
      try {
        death.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new CellVmDiedException("replaced");
    }
    if (frame instanceof Command.Load load) {
      for (Command.ClassFile file : load.classes()) {
        loaded.add(file.bytes());
        loader.define(file);
      }
      return new Event.Done(load.id());
    } else if (frame instanceof Command.Invoke invoke) {
      return invoke(invoke);
    } else if (frame instanceof Command.Settle settle) {
      return new Event.Settled(settle.id(), settle.cell(), settled);
    } else if (frame instanceof Command.Interrupt interrupt) {
      Thread thread = main;
      if (thread != null) {
        StopCheck.arm(() -> Thread.currentThread() == thread);
        thread.interrupt();
      }
      return new Event.Interrupted(interrupt.id(), interrupt.cell(), List.of());
    } else if (frame instanceof Command.AddToClassPath add) {
      try {
        loader.add(add.path());
        return new Event.Done(add.id());
      } catch (MalformedURLException e) {
        return new Event.Failed(add.id(), String.valueOf(e.getMessage()));
      }
    }
    throw new AssertionError("unexpected " + frame);
  }

  private Event invoke(Command.Invoke invoke) throws CellVmDiedException {
    String reason = dying;
    if (reason != null) {
      dying = null;
      die();
      throw new CellVmDiedException(reason);
    }
    main = Thread.currentThread();
    Exit.handler(
        status -> {
          throw new ExitRequest(status);
        });
    try {
      Method method = loader.loadClass(invoke.className()).getDeclaredMethod(invoke.methodName());
      method.setAccessible(true);
      Object value = method.invoke(null);
      Map<String, String> data =
          method.getReturnType() == void.class ? Map.of() : Map.of("text/plain", text(value));
      return new Event.Returned(invoke.id(), new Event.Value(data, "{}"), 0, 0);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      if (thrown instanceof ExitRequest exit) {
        return new Event.Exited(invoke.id(), exit.status);
      } else if (thrown instanceof StopSignal || thrown instanceof InterruptedException) {
        return new Event.Stopped(invoke.id(), null);
      }
      return new Event.Threw(invoke.id(), describe(thrown), 0, 0);
    } catch (ReflectiveOperationException e) {
      return new Event.Failed(invoke.id(), e.toString());
    } finally {
      main = null;
      StopCheck.disarm();
      Thread.interrupted();
      Exit.handler(null);
    }
  }

  private static String text(@Nullable Object value) {
    return value instanceof Object[] array ? Arrays.deepToString(array) : String.valueOf(value);
  }

  static Event.Thrown describe(Throwable thrown) {
    List<Event.Trace> frames = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      frames.add(
          new Event.Trace(
              frame.getClassName(),
              frame.getMethodName(),
              frame.getFileName(),
              frame.getLineNumber()));
    }
    Throwable cause = thrown.getCause();
    return new Event.Thrown(
        thrown.getClass().getName(),
        thrown.getMessage(),
        frames,
        0,
        cause == null ? null : describe(cause),
        Arrays.stream(thrown.getSuppressed()).map(InProcessCellVm::describe).toList());
  }

  @Override
  public void send(Command command) {
    commands.add(command);
  }

  @Override
  public int generation() {
    return generation;
  }

  @Override
  public void replace(String reason) {
    deaf = false;
    forgetful = false;
    die();
    CountDownLatch before = death;
    death = new CountDownLatch(1);
    before.countDown();
  }

  @Override
  public void close() {}

  private static final class ExitRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    ExitRequest(int status) {
      this.status = status;
    }
  }
}
