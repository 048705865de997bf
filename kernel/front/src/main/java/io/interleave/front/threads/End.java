package io.interleave.front.threads;

/** How a thread ended, as far as the cell saw it. */
public sealed interface End {

  /** Its code came to its end. */
  record Finished() implements End {}

  /**
   * An exception ended it.
   *
   * @param className with its package
   */
  record Threw(String className) implements End {}

  /** Stopped by the user. */
  record Interrupted() implements End {}

  /** Lives on after the cell. */
  record StillRunning() implements End {}
}
