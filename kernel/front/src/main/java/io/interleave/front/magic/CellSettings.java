package io.interleave.front.magic;

import java.time.Duration;

/** What commands may change about how cells run; from the next cell on. */
public interface CellSettings {

  /** How long a cell waits for work that it started. */
  Duration settleLimit();

  /** Zero: do not wait. */
  void settleLimit(Duration limit);

  /** Which cell gets the output of a thread. */
  Route route();

  void route(Route route);

  /** Bytes of text that a cell may show. */
  long outputLimitBytes();

  void outputLimitBytes(long bytes);

  /** See {@link #route()}. */
  enum Route {
    /** The cell that started the thread or submitted the task. */
    STARTING,
    /** Always the latest cell. */
    LATEST
  }
}
