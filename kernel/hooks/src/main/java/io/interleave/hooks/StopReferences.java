package io.interleave.hooks;

import org.jspecify.annotations.Nullable;

/**
 * Static fields through which native code gets at Java objects: a class of the boot class path is
 * the one kind that JNI's FindClass finds from anywhere.
 */
public final class StopReferences {
  /** The thread to stop; read with JNI's GetStaticObjectField. */
  public static volatile @Nullable Thread thread;

  /** What to throw in it; read with JNI's GetStaticObjectField. */
  public static final Throwable SIGNAL = StopSignal.INSTANCE;

  private StopReferences() {}
}
