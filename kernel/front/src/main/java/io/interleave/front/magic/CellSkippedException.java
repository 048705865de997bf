package io.interleave.front.magic;

/**
 * A command ends its cell before any Java code of it runs, and nothing is wrong: the cell shows the
 * reason and succeeds.
 */
public final class CellSkippedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason a sentence or two: what this kernel lacks, and what to do for it
   */
  public CellSkippedException(String reason) {
    super(reason);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
