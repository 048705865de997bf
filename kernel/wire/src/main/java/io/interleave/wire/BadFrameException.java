package io.interleave.wire;

/** Bytes that are no frame: a bug of one side, or a process that died in the middle of a write. */
public final class BadFrameException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadFrameException(String message) {
    super(message);
  }
}
