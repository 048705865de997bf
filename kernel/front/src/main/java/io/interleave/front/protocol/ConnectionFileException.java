package io.interleave.front.protocol;

/** A connection file cannot be used; the message is a sentence for the person who starts it. */
public final class ConnectionFileException extends Exception {
  private static final long serialVersionUID = 1L;

  public ConnectionFileException(String message) {
    super(message);
  }

  public ConnectionFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
