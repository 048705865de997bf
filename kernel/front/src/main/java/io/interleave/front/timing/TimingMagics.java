package io.interleave.front.timing;

import io.interleave.front.compare.Ledger;
import io.interleave.front.magic.Magics;
import io.interleave.front.magic.ThreadDisplay;
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
  public static void addTo(Magics magics, CellTimings timings, ThreadDisplay threads, Path folder) {
    Ledger ledger = timings.ledger();
    GeneratedRun runs = new GeneratedRun(timings);
    magics
        .add(new TimeMagic(timings, threads))
        .add(new ProgramMagic(runs))
        .add(new ScriptMagic("script", List.of(), runs))
        .add(new ScriptMagic("python", List.of("python3", "-"), runs))
        .add(new ScriptMagic("bash", List.of("bash", "-s"), runs))
        .add(new CompareCellMagic(threads))
        .add(new CompareMagic(ledger, threads))
        .add(new OutcomesMagic(threads))
        .add(new TimingsMagic(ledger, folder));
  }
}
