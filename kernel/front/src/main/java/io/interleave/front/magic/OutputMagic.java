package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;

/** {@code %output limit 10MB}: how much text a cell shows before the rest goes to a file. */
final class OutputMagic implements LineMagic {
  private final CellSettings settings;

  OutputMagic(CellSettings settings) {
    this.settings = settings;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
        "output",
        "Sets how much text a cell shows; what is beyond goes to a file that the cell names.",
        Operand.choice("what", "limit"),
        Operand.optional("size", ValueType.SIZE));
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) throws MagicException {
    if (arguments.has(1)) {
      settings.outputLimitBytes(arguments.size(1));
    } else {
      output.show("A cell shows at most " + settings.outputLimitBytes() / 1e6 + " MB of text.");
    }
  }
}
