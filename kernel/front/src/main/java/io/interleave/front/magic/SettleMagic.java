package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;
import java.time.Duration;

/** {@code %settle 30s|off}: how long a cell waits for the work that it started. */
final class SettleMagic implements LineMagic {
  private final CellSettings settings;

  SettleMagic(CellSettings settings) {
    this.settings = settings;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
        "settle",
        "Sets how long a cell stays busy for threads and tasks that it started.",
        Operand.optional("duration", ValueType.DURATION));
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) throws MagicException {
    if (arguments.has(0)) {
      settings.settleLimit(arguments.duration(0));
      return;
    }
    Duration limit = settings.settleLimit();
    output.show(
        limit.isZero()
            ? "Cells do not wait for work that they started."
            : "Cells wait at most " + limit.toMillis() / 1000.0 + " s for work that they started.");
  }
}
