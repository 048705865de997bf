package io.interleave.front.magic;

/** A command could not be carried out; the message says what is wrong, with the value. */
public final class MagicException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String wayOut;

  /**
   * @param wayOut a sentence that says what to do instead, may be empty
   */
  public MagicException(String message, String wayOut) {
    super(message);
    this.wayOut = wayOut;
  }

  public String wayOut() {
    return wayOut;
  }
}
