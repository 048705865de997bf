package io.interleave.front.session;

/**
 * Numbers cells from 1 (Jupyter messaging, Execution counter): only cells that go into the history
 * advance it, the others show the present number. For the execute thread only.
 */
final class ExecutionCount {
  private int count;

  int next(boolean stored) {
    if (stored) {
      count++;
    }
    return Math.max(1, count);
  }
}
