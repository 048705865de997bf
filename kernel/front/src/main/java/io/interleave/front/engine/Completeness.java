package io.interleave.front.engine;

/**
 * Whether code could be run.
 *
 * @param indent what the next line should begin with; only when incomplete
 */
public record Completeness(Status status, String indent) {

  /** The protocol's words for it. */
  public enum Status {
    COMPLETE,
    INCOMPLETE,
    INVALID,
    UNKNOWN
  }
}
