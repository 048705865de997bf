package io.interleave.it.architecture.control.second;

import io.interleave.it.architecture.control.first.First;

/** Breaks every rule on purpose: in a cycle, not null-marked, prints. */
public final class Second {
  private Second() {}

  /** Sees the other package. */
  public static Class<?> other() {
    System.out.println("out of place");
    return First.class;
  }
}
