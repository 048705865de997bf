package io.interleave.api;

/**
 * Thrown by {@code System.in} where nobody can answer. Unchecked, because {@code Scanner} hides an
 * {@code IOException} and would say that no line was found.
 */
public final class InputNotAvailableException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public InputNotAvailableException(String message) {
    super(message);
  }
}
