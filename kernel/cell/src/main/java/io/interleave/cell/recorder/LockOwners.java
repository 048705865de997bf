package io.interleave.cell.recorder;

import io.interleave.cell.agent.Agent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import org.jspecify.annotations.Nullable;

/** Tells who holds a {@code ReentrantLock}, where the agent has opened the way to it. */
final class LockOwners {
  private static final @Nullable VarHandle OWNER = find();

  private LockOwners() {}

  private static @Nullable VarHandle find() {
    Agent.openInternals();
    try {
      return MethodHandles.privateLookupIn(
              AbstractOwnableSynchronizer.class, MethodHandles.lookup())
          .findVarHandle(AbstractOwnableSynchronizer.class, "exclusiveOwnerThread", Thread.class);
    } catch (ReflectiveOperationException e) {
      return null; // without the agent, or in a JDK that is made otherwise
    }
  }

  /** The thread that holds the lock; null when nobody does or it is not known. */
  static @Nullable Thread of(AbstractOwnableSynchronizer lock) {
    return OWNER == null ? null : (Thread) OWNER.get(lock);
  }
}
