package io.interleave.front.magic;

/** A {@code %name} command. */
public interface LineMagic {

  MagicSyntax syntax();

  /**
   * Carries the command out.
   *
   * @throws MagicException to end the cell with an error before any Java code of it runs
   */
  void run(Arguments arguments, MagicOutput output) throws MagicException;
}
