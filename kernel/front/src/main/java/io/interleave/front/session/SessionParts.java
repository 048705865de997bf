package io.interleave.front.session;

import io.interleave.front.magic.Magics;
import io.interleave.front.protocol.Reply;

/**
 * What a session needs beside both of its sides.
 *
 * @param identity the answer to a kernel info request
 * @param ending ends the process; called once, behind the last message of a shutdown
 */
public record SessionParts(
    Magics magics, History history, Reply.KernelInfo identity, Time time, Ending ending) {

  /** How the process ends. */
  public interface Ending {
    void end(boolean restart);
  }
}
