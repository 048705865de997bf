package io.interleave.it.architecture.control.first;

import io.interleave.it.architecture.control.second.Second;

/** Breaks every rule on purpose: in a cycle, not null-marked, prints. */
public final class First {
  private First() {}

  /** Sees the other package. */
  public static Class<?> other() {
    System.out.println("out of place");
    return Second.class;
  }
}
