package io.interleave.front.cellvm;

import io.interleave.wire.Comm;
import io.interleave.wire.Event;

/**
 * Gets what the cell JVM says unasked, on the reader thread and in order. A listener that blocks
 * holds up everything behind, the threads that print included: that is the back pressure.
 */
public interface CellVmListener {

  /** An {@link Event.Output}, Display, Clear, InputWanted or Uncaught. */
  void event(Event event);

  /** A comm message from user code. */
  void comm(Comm comm);

  /** The process ended by itself; {@code reason} is a sentence. A new one is being started. */
  void died(String reason);
}
