package io.interleave.hooks;

import org.jspecify.annotations.Nullable;

/**
 * Where {@code System.exit} and its relatives end up. Patched {@code Runtime.exit} and {@code
 * Runtime.halt} call {@link #requested} first; rewritten user code calls {@link #exit} in place of
 * {@code System.exit}.
 */
public final class Exit {
  private static volatile @Nullable Handler handler;

  private Exit() {}

  /** Decides what becomes of a request to exit. */
  @FunctionalInterface
  public interface Handler {
    /** Throws to refuse the exit in the calling thread; returns to let the JVM exit. */
    void requested(int status);
  }

  /** Sets who decides; null lets every exit happen. */
  public static void handler(@Nullable Handler decides) {
    handler = decides;
  }

  /** Returns when the JVM may exit, else throws in the calling thread. */
  public static void requested(int status) {
    Handler decides = handler;
    if (decides != null) {
      decides.requested(status);
    }
  }

  /** What {@code System.exit} is in rewritten user code. */
  public static void exit(int status) {
    requested(status);
    Runtime.getRuntime().exit(status);
  }
}
