package io.interleave.front.magic;

/** {@code %lsmagic} and {@code %magics}: all commands with a line each. */
final class ListMagic implements LineMagic {
  private final String name;
  private final Magics magics;

  ListMagic(String name, Magics magics) {
    this.name = name;
    this.magics = magics;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(name, "Lists all commands; each explains itself with --help.");
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) {
    StringBuilder text = new StringBuilder();
    magics.lineMagics().values().forEach(magic -> line(text, "%", magic.syntax()));
    magics.cellMagics().values().forEach(magic -> line(text, "%%", magic.syntax()));
    output.show(text.toString().stripTrailing());
  }

  private static void line(StringBuilder text, String percent, MagicSyntax syntax) {
    String name = percent + syntax.name();
    text.append(name)
        .append(" ".repeat(Math.max(1, 14 - name.length())))
        .append(syntax.summary())
        .append('\n');
  }
}
