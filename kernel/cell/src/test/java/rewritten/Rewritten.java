package rewritten;

import io.interleave.hooks.StopCheck;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Makes the call that rewritten code makes; loaded into the cell JVM as user code is. */
public final class Rewritten {
  private static final MethodHandle SITE =
      StopCheck.bootstrap(MethodHandles.lookup(), "check", MethodType.methodType(void.class))
          .dynamicInvoker();

  private Rewritten() {}

  public static void check() throws Throwable {
    SITE.invokeExact();
  }

  /** Recursion without a loop that takes for ever. */
  public static void ever(int depth) throws Throwable {
    check();
    if (depth < 60) {
      ever(depth + 1);
      ever(depth + 1);
    }
  }
}
