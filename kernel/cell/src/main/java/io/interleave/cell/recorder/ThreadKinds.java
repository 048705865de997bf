package io.interleave.cell.recorder;

import io.interleave.hooks.OwnedThread;
import io.interleave.wire.ThreadFacts;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Tells kinds of threads apart. */
final class ThreadKinds {
  private static final @Nullable MethodHandle IS_VIRTUAL = find();

  private ThreadKinds() {}

  private static @Nullable MethodHandle find() {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
    } catch (ReflectiveOperationException beforeJava21) {
      return null;
    }
  }

  static boolean isVirtual(Thread thread) {
    if (IS_VIRTUAL == null) {
      return false;
    }
    try {
      return (boolean) IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable e) {
      return false;
    }
  }

  /**
   * Whether the JDK keeps the thread to wait for the time of delayed tasks; it runs none of them.
   */
  static boolean isTimekeeper(Thread thread) {
    return thread.getClass().getName().equals("java.util.concurrent.DelayScheduler")
        || thread.getName().equals("CompletableFutureDelayScheduler");
  }

  static ThreadFacts.Kind of(OwnedThread owned) {
    if (owned.kind() == OwnedThread.Kind.MAIN) {
      return ThreadFacts.Kind.MAIN;
    }
    if (isVirtual(owned.thread())) {
      return ThreadFacts.Kind.VIRTUAL;
    }
    if (owned.pool() != null) {
      return ThreadFacts.Kind.POOL;
    }
    return owned.thread().isDaemon() ? ThreadFacts.Kind.DAEMON : ThreadFacts.Kind.PLATFORM;
  }
}
