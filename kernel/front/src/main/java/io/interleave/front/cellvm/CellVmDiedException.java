package io.interleave.front.cellvm;

/** The cell JVM ended; the message is a sentence for the user that says how. */
public final class CellVmDiedException extends Exception {
  private static final long serialVersionUID = 1L;

  public CellVmDiedException(String reason) {
    super(reason);
  }
}
