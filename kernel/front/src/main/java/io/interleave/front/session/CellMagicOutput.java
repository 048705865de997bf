package io.interleave.front.session;

import io.interleave.front.magic.MagicOutput;
import io.interleave.front.protocol.Publication.DisplayData;
import io.interleave.front.render.Notices;
import io.interleave.wire.Event.Value;

/** Shows what commands have to say in the cell that they stand in. */
record CellMagicOutput(CellOutput output) implements MagicOutput {
  @Override
  public void show(String text) {
    output.now(Notices.plain(text));
  }

  @Override
  public void show(Value value) {
    output.now(new DisplayData(Bundles.of(value), Bundles.metadata(value), null));
  }
}
