package io.interleave.front.timing;

import io.interleave.front.compare.Ledger;
import io.interleave.front.magic.Magics;
import java.nio.file.Path;
import java.util.List;

/** The commands of this package. */
public final class TimingMagics {
  private TimingMagics() {}

  /**
   * Adds them to a registry.
   *
   * @param folder what relative paths start from
   */
  public static void addTo(Magics magics, Ledger ledger, CellTimings timings, Path folder) {
    GeneratedRun runs = new GeneratedRun(timings);
    magics
        .add(new TimeMagic(timings))
        .add(new ProgramMagic(runs))
        .add(new ScriptMagic("script", List.of(), runs))
        .add(new ScriptMagic("python", List.of("python3", "-"), runs))
        .add(new ScriptMagic("bash", List.of("bash", "-s"), runs))
        .add(new CompareCellMagic())
        .add(new CompareMagic(ledger))
        .add(new OutcomesMagic())
        .add(new TimingsMagic(ledger, folder));
  }
}
