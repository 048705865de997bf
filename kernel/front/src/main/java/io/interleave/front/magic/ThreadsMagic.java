package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;
import java.util.Locale;

/** {@code %threads route starting|latest}: which cell gets what a thread prints. */
final class ThreadsMagic implements LineMagic {
  private final CellSettings settings;

  ThreadsMagic(CellSettings settings) {
    this.settings = settings;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
        "threads",
        "Sets whether a thread prints into the cell that started it or into the latest cell.",
        Operand.choice("what", "route"),
        Operand.choice("cell", "starting", "latest"));
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) {
    settings.route(CellSettings.Route.valueOf(arguments.text(1).toUpperCase(Locale.ROOT)));
  }
}
