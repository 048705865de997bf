package io.interleave.front.cellvm;

import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.List;
import java.util.function.LongFunction;

/** A handle on the cell JVM that stays valid when the process behind it is replaced. */
public interface CellVm extends AutoCloseable {

  /**
   * Sends a command and waits for its answer. Waits for the process to be ready first. May be
   * called by several threads; commands of one thread keep their order.
   *
   * @param command makes the command from the id that pairs it with its answer
   * @return the event with that id
   * @throws CellVmDiedException when the process ended before it answered; a new one is on its way
   */
  Event call(LongFunction<? extends Frame> command) throws CellVmDiedException;

  /** Sends a command that has no answer; lost without a word when the process is gone. */
  void send(Command command);

  /**
   * Counts the processes behind this handle, from 1. A caller that sees it change knows that all
   * classes and variables are gone.
   */
  int generation();

  /** The options that the user chose for the process, such as {@code --enable-preview}. */
  default List<String> userOptions() {
    return List.of();
  }

  /**
   * Ends the process, whatever it does, and starts another. Pending calls throw with the reason.
   */
  void replace(String reason);

  /** Ends the process for good and deletes the socket. */
  @Override
  void close();
}
