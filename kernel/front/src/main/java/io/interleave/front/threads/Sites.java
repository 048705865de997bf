package io.interleave.front.threads;

import org.jspecify.annotations.Nullable;

/** What is known of places in user code. Class names have dots. */
public interface Sites {

  /** The title of the cell that the class is from, such as {@code cell 7}; null for others. */
  @Nullable String title(String className);

  /** The call that takes a {@code Lock} at a line; null when none is known there. */
  @Nullable Taken lock(String className, String methodName, int line);

  /**
   * The monitor that a method takes at a line or, since the JVM may name the line behind it, the
   * closest one before it; null when none is known.
   */
  @Nullable Taken monitor(String className, String methodName, int line);

  /**
   * What the code at a line calls the object whose method it calls there, such as {@code oven} in
   * {@code oven.bake()}; null when that is not known for sure.
   */
  @Nullable String receiver(String className, String methodName, int line, String calledName);

  /**
   * Where a lock is taken.
   *
   * @param name how the code calls it, such as {@code account}
   * @param line of the cell; 0 when the whole method is synchronized
   */
  record Taken(String name, int line) {}
}
