package io.interleave.hooks;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.function.BooleanSupplier;

/**
 * The check that rewritten user code makes at each loop back-edge and method entry: an {@code
 * invokedynamic} of type {@code ()V} bootstrapped by {@link #bootstrap}. All of them share one call
 * site whose target does nothing, so that compiled code holds nothing for it. While it is armed the
 * target asks a condition and throws {@link StopSignal} in the threads it holds for.
 */
public final class StopCheck {
  private static final MethodType TYPE = MethodType.methodType(void.class);
  private static final MethodHandle IDLE = MethodHandles.empty(TYPE);
  private static final MethodHandle ARMED = find("poll");
  private static final MutableCallSite SITE = new MutableCallSite(IDLE);

  private static volatile BooleanSupplier condition = () -> false;
  private static volatile boolean armed;

  private StopCheck() {}

  /** The bootstrap method; gives every caller the same call site. */
  @SuppressWarnings("unused")
  public static CallSite bootstrap(MethodHandles.Lookup caller, String name, MethodType type) {
    return SITE;
  }

  /**
   * Makes the check throw in threads for which {@code stops} is true. It is asked by those threads,
   * often, and must be quick.
   */
  public static synchronized void arm(BooleanSupplier stops) {
    condition = stops;
    armed = true;
    if (SITE.getTarget() != ARMED) {
      SITE.setTarget(ARMED);
      MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
  }

  /** Makes the check free again. */
  public static synchronized void disarm() {
    armed = false;
    condition = () -> false;
    if (SITE.getTarget() != IDLE) {
      SITE.setTarget(IDLE);
      MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
  }

  /** The same check for code that is not rewritten, such as the streams. */
  public static void poll() {
    if (armed && condition.getAsBoolean()) {
      throw StopSignal.INSTANCE;
    }
  }

  private static MethodHandle find(String method) {
    try {
      return MethodHandles.lookup().findStatic(StopCheck.class, method, TYPE);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }
}
