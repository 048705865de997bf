package io.interleave.cell.recorder;

import io.interleave.cell.agent.Agent;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which monitors a thread holds and wants. {@code ThreadMXBean} does not say it of virtual threads;
 * from 25 on the JDK's own thread dump does, and what it asks is asked here of single threads.
 */
final class ThreadSnapshots {
  private static final @Nullable ThreadSnapshots AVAILABLE = find();

  private final MethodHandle of;
  private final MethodHandle stackTrace;
  private final MethodHandle threadState;
  private final MethodHandle blockedOn;
  private final MethodHandle ownsMonitors;
  private final MethodHandle ownedMonitorsAt;

  /**
   * @param wants the monitor it is about to enter; null when there is none
   * @param holds the monitors it has entered
   */
  record Monitors(@Nullable Object wants, List<Object> holds) {}

  private ThreadSnapshots(MethodHandles.Lookup lookup, Class<?> type)
      throws ReflectiveOperationException {
    of = lookup.findStatic(type, "of", MethodType.methodType(type, Thread.class));
    stackTrace = method(lookup, type, "stackTrace", StackTraceElement[].class);
    threadState = method(lookup, type, "threadState", Thread.State.class);
    blockedOn = method(lookup, type, "blockedOn", Object.class);
    ownsMonitors = method(lookup, type, "ownsMonitors", boolean.class);
    ownedMonitorsAt = method(lookup, type, "ownedMonitorsAt", Stream.class, int.class);
  }

  private static MethodHandle method(
      MethodHandles.Lookup lookup, Class<?> type, String name, Class<?> gives, Class<?>... takes)
      throws ReflectiveOperationException {
    return lookup.findVirtual(type, name, MethodType.methodType(gives, takes));
  }

  private static @Nullable ThreadSnapshots find() {
    Agent.openInternals();
    try {
      Class<?> type = Class.forName("jdk.internal.vm.ThreadSnapshot");
      return new ThreadSnapshots(MethodHandles.privateLookupIn(type, MethodHandles.lookup()), type);
    } catch (ReflectiveOperationException e) {
      return null; // before 25, without the agent, or in a JDK that is made otherwise
    }
  }

  /** The monitors of a live thread; null when this JDK does not say. */
  static @Nullable Monitors of(Thread thread) {
    return AVAILABLE == null ? null : AVAILABLE.monitors(thread);
  }

  private @Nullable Monitors monitors(Thread thread) {
    try {
      Object snapshot = of.invoke(thread);
      if (snapshot == null) {
        return null;
      }
      List<Object> holds = new ArrayList<>();
      if ((boolean) ownsMonitors.invoke(snapshot)) {
        int depth = ((StackTraceElement[]) stackTrace.invoke(snapshot)).length;
        for (int i = 0; i < depth; i++) {
          ((Stream<?>) ownedMonitorsAt.invoke(snapshot, i)).forEach(holds::add);
        }
      }
      boolean blocked = (Thread.State) threadState.invoke(snapshot) == Thread.State.BLOCKED;
      return new Monitors(blocked ? blockedOn.invoke(snapshot) : null, holds);
    } catch (Throwable e) {
      return null; // it has just ended
    }
  }
}
