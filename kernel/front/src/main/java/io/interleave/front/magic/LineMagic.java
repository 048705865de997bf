package io.interleave.front.magic;

/** A {@code %name} command. */
public interface LineMagic {

  MagicSyntax syntax();

  /**
   * Carries the command out.
   *
   * @throws MagicException to end the cell with an error before any Java code of it runs
   * @throws CellSkippedException to end the cell there, without an error
   */
  void run(Arguments arguments, MagicOutput output) throws MagicException, CellSkippedException;
}
