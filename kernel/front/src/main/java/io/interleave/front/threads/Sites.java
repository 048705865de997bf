package io.interleave.front.threads;

import org.jspecify.annotations.Nullable;

/** What is known of places in user code. Class names have dots. */
public interface Sites {

  /** The title of the cell that the class is from, such as {@code cell 7}; null for others. */
  @Nullable String title(String className);

  /** How the code at a line calls the lock it takes, such as {@code account}; null when unknown. */
  @Nullable String lock(String className, String methodName, int line);
}
