package io.interleave.wire;

import java.util.List;

/**
 * A comm message, in either direction. From the front it carries the id that {@link Event.Done}
 * answers once the handler came back; from the cell JVM the id is 0.
 *
 * @param cell the run that the message belongs to
 * @param target the target's name; empty except for {@link Kind#OPEN}
 * @param dataJson a JSON object
 * @param metadataJson a JSON object
 */
public record Comm(
    long id,
    int cell,
    Kind kind,
    String commId,
    String target,
    String dataJson,
    String metadataJson,
    List<byte[]> buffers)
    implements Frame {

  /** Which of the three comm messages. */
  public enum Kind {
    OPEN,
    MESSAGE,
    CLOSE
  }
}
