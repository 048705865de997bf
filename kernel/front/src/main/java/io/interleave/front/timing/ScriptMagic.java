package io.interleave.front.timing;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.magic.Arguments;
import io.interleave.front.magic.CellMagic;
import io.interleave.front.magic.MagicException;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.magic.MagicSyntax;
import io.interleave.front.magic.MagicSyntax.Operand;
import io.interleave.front.magic.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code %%script PROGRAM ARGS}, {@code %%python}, {@code %%bash}: the cell as another program's
 * input.
 */
final class ScriptMagic implements CellMagic {
  private final String name;
  private final List<String> program;
  private final GeneratedRun runs;

  /**
   * @param program the program with its arguments; empty when the cell names it
   */
  ScriptMagic(String name, List<String> program, GeneratedRun runs) {
    this.name = name;
    this.program = program;
    this.runs = runs;
  }

  @Override
  public MagicSyntax syntax() {
    MagicSyntax syntax =
        program.isEmpty()
            ? MagicSyntax.of(
                name,
                "Runs a program with the cell as its input.",
                Operand.several("program", ValueType.TEXT))
            : new MagicSyntax(
                name,
                "Runs " + program.get(0) + " with the cell as its program.",
                List.of(new Operand("argument", ValueType.TEXT, List.of(), false, true)),
                List.of(),
                false);
    return syntax.passingThrough();
  }

  @Override
  public boolean takesJava() {
    return false;
  }

  @Override
  public Outcome run(Arguments arguments, Cell cell, Engine engine, MagicOutput output)
      throws MagicException {
    List<String> command = new ArrayList<>(program);
    command.addAll(arguments.operands());
    String what = Versions.of(command.get(0));
    return runs.run(
        cell, engine, output, new GeneratedRun.Call("require", what, command, cell.code(), 0));
  }
}
