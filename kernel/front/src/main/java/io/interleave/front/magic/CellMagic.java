package io.interleave.front.magic;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;

/** A {@code %%name} command: takes the whole cell and decides how it runs. */
public interface CellMagic {

  MagicSyntax syntax();

  /**
   * Whether the rest of the cell is Java code in which line commands are looked for; otherwise it
   * is left as it stands.
   */
  boolean takesJava();

  /**
   * Runs the cell.
   *
   * @param cell the cell without its commands, their lines left blank
   * @param engine runs code in the user's scope
   * @throws MagicException to end the cell with an error
   */
  Outcome run(Arguments arguments, Cell cell, Engine engine, MagicOutput output)
      throws MagicException;
}
