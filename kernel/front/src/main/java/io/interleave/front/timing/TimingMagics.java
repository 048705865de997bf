package io.interleave.front.timing;

import io.interleave.front.compare.Ledger;
import io.interleave.front.magic.Magics;
import java.nio.file.Path;

/** The commands of this package. */
public final class TimingMagics {
  private TimingMagics() {}

  /**
   * Adds them to a registry.
   *
   * @param folder what relative paths start from
   */
  public static void addTo(Magics magics, Ledger ledger, Path folder) {
    magics
        .add(new CompareCellMagic())
        .add(new CompareMagic(ledger))
        .add(new OutcomesMagic())
        .add(new TimingsMagic(ledger, folder));
  }
}
