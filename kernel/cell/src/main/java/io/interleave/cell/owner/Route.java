package io.interleave.cell.owner;

/** Where the output of a thread goes. */
public enum Route {
  /** To the cell that started the thread or submitted the task. */
  STARTING,
  /** To the cell that runs now or ran last. */
  LATEST
}
