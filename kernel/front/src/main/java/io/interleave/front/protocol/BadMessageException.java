package io.interleave.front.protocol;

/** Bytes from outside that are no valid message; the message says what is wrong with them. */
public final class BadMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  public BadMessageException(String reason) {
    super(reason);
  }

  // Anybody who reaches the port can cause these, so they are made cheap.
  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
