package io.interleave.front.patch;

/** A class of this JDK is not made as an edit expects; the message names both. */
final class EditFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  EditFailedException(String message) {
    super(message);
  }
}
