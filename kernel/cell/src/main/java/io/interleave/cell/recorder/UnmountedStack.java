package io.interleave.cell.recorder;

import io.interleave.cell.agent.Agent;
import java.lang.StackWalker.StackFrame;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Iterator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The stack of a virtual thread that stands still off its carrier, where the agent has opened the
 * way to it. {@code Thread.getStackTrace} would wait for the carrier, which is the one that asks.
 */
final class UnmountedStack {
  private static final int DEPTH = 64;
  private static final String CELLS = "REPL.";
  private static final @Nullable MethodHandle WALKER = find();

  private UnmountedStack() {}

  /** Loads what the calls on carriers need. */
  static void prepare() {
    text(StackWalker.getInstance());
  }

  private static @Nullable MethodHandle find() {
    Agent.openInternals();
    try {
      Class<?> type = Class.forName("jdk.internal.vm.Continuation");
      return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
          .findVirtual(type, "stackWalker", MethodType.methodType(StackWalker.class))
          .asType(MethodType.methodType(StackWalker.class, Object.class));
    } catch (ReflectiveOperationException e) {
      return null; // before 21, without the agent, or in a JDK that is made otherwise
    }
  }

  /**
   * The frames from the innermost one to the caller of the innermost one in a cell, one a line:
   * class, method and, for the last two, line number. Empty when unknown.
   */
  static String of(Object continuation) {
    if (WALKER == null) {
      return "";
    }
    try {
      return text((StackWalker) WALKER.invokeExact(continuation));
    } catch (Throwable e) {
      return ""; // then the wait has no place, but its length
    }
  }

  private static String text(StackWalker walker) {
    return walker.walk(UnmountedStack::text);
  }

  private static String text(Stream<StackFrame> frames) {
    StringBuilder text = new StringBuilder();
    Iterator<StackFrame> rest = frames.iterator();
    boolean found = false;
    for (int i = 0; i < DEPTH && rest.hasNext(); i++) {
      StackFrame frame = rest.next();
      boolean last = found;
      found |= frame.getClassName().startsWith(CELLS);
      // Line numbers are dear.
      int line = found ? frame.getLineNumber() : 0;
      text.append(frame.getClassName()).append(' ').append(frame.getMethodName());
      text.append(' ').append(line).append('\n');
      if (last) {
        break;
      }
    }
    return text.toString();
  }
}
