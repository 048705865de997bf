package io.interleave.front.transport;

/** The sockets cannot be opened; the message is a sentence for the person who starts the kernel. */
public final class TransportException extends Exception {
  private static final long serialVersionUID = 1L;

  public TransportException(String message) {
    super(message);
  }
}
