package io.interleave.cell.exec;

import io.interleave.cell.recorder.Recorder;
import io.interleave.cell.stop.StopRequests;
import io.interleave.wire.Command;
import io.interleave.wire.Command.ClassFile;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Carries out the commands about classes and their members. */
public final class Snippets {
  private final UserLoader loader;
  private final MainThread main;
  private final StopRequests requests;
  private final Recorder recorder;
  private volatile @Nullable Object last;

  public Snippets(UserLoader loader, MainThread main, StopRequests requests, Recorder recorder) {
    this.loader = loader;
    this.main = main;
    this.requests = requests;
    this.recorder = recorder;
  }

  /** The last value that a snippet gave back. */
  public @Nullable Object last() {
    return last;
  }

  /** Takes classes; the message of what it throws says which one it did not. */
  public void load(Command.Load command) {
    for (ClassFile file : command.classes()) {
      loader.add(file);
    }
  }

  public void addToClassPath(Command.AddToClassPath command) {
    loader.addToClassPath(command.path());
  }

  /** Queues the run of a method. */
  public void invoke(Command.Invoke command) {
    submit(
        command.id(),
        command.cell(),
        () -> {
          Method method = type(command.className()).getDeclaredMethod(command.methodName());
          method.setAccessible(true);
          boolean isVoid = method.getReturnType() == void.class;
          return () -> new Invocation.Result(method.invoke(null), isVoid);
        });
  }

  /** Queues the read of a field. */
  public void readField(Command.ReadField command) {
    submit(
        command.id(),
        command.cell(),
        () -> {
          Field field = type(command.className()).getDeclaredField(command.fieldName());
          field.setAccessible(true);
          return () -> new Invocation.Result(field.get(null), false);
        });
  }

  private void submit(long id, int cell, Invocation.Body body) {
    Invocation.Body recorded = () -> recorded(cell, body.prepare());
    main.run(new Invocation(id, cell, recorded, requests, value -> last = value));
  }

  private Invocation.Code recorded(int cell, Invocation.Code code) {
    return () -> {
      recorder.bodyBegins(cell);
      try {
        return code.run();
      } finally {
        recorder.bodyEnds(cell);
      }
    };
  }

  private Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName(name, false, loader);
  }
}
