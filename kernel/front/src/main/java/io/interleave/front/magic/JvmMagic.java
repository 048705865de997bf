package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;
import java.util.List;

/** {@code %jvm -Xmx2g --enable-preview}: restarts the JVM that runs cells, and nothing else. */
final class JvmMagic implements LineMagic {
  private final CellProcess process;

  JvmMagic(CellProcess process) {
    this.process = process;
  }

  @Override
  public MagicSyntax syntax() {
    Operand options = new Operand("option", ValueType.TEXT, List.of(), false, true);
    return MagicSyntax.of(
            "jvm",
            "Restarts the JVM that runs cells with these options; values of variables are lost.",
            options)
        .passingThrough();
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) throws MagicException {
    if (arguments.operands().isEmpty()) {
      List<String> options = process.jvmOptions();
      output.show(options.isEmpty() ? "The JVM's own defaults hold." : String.join(" ", options));
      return;
    }
    for (String option : arguments.operands()) {
      if (!option.startsWith("-")) {
        throw new MagicException(
            "\"" + option + "\" is no JVM option", "They begin with a dash, such as -Xmx2g.");
      }
    }
    List<String> lost = process.restart(arguments.operands());
    output.show(
        "The JVM runs with "
            + String.join(" ", arguments.operands())
            + "."
            + (lost.isEmpty() ? "" : " Lost values: " + String.join(", ", lost) + "."));
  }
}
