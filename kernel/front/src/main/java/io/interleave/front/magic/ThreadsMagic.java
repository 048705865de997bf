package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;
import java.util.List;
import java.util.Locale;

/** {@code %threads}: when threads are shown and how, what lives, and who gets what they print. */
final class ThreadsMagic implements LineMagic {
  private final CellSettings settings;
  private final ThreadDisplay display;

  ThreadsMagic(CellSettings settings, ThreadDisplay display) {
    this.settings = settings;
    this.display = display;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
        "threads",
        "Sets when a cell's threads are shown (auto, always, off), in which format their picture is"
            + " (image=svg, image=png) and whether a thread prints into the cell that started it or"
            + " into the latest one (route starting, route latest); dump shows all live threads.",
        Operand.choice("what", "auto", "always", "off", "image=svg", "image=png", "dump", "route"),
        new Operand("cell", ValueType.TEXT, List.of("starting", "latest"), false, false));
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) throws MagicException {
    String what = arguments.text(0);
    if (what.equals("route") != arguments.has(1)) {
      throw new MagicException(
          what.equals("route")
              ? "route needs to know where: starting or latest."
              : what + " takes nothing behind it, but there is " + arguments.text(1) + ".",
          "Write %threads route starting, %threads route latest or %threads auto.");
    }
    switch (what) {
      case "route" ->
          settings.route(CellSettings.Route.valueOf(arguments.text(1).toUpperCase(Locale.ROOT)));
      case "dump" -> output.show(display.dump());
      case "image=svg", "image=png" -> display.image(what.substring("image=".length()));
      default -> display.when(what);
    }
  }
}
