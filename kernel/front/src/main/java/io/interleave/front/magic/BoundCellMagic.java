package io.interleave.front.magic;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;

/** A {@code %%name} with its arguments, ready to run its cell. */
public interface BoundCellMagic {
  Outcome run(Cell cell, Engine engine) throws MagicException;
}
