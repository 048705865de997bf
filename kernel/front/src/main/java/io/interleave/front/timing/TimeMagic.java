package io.interleave.front.timing;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.CodePart;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.magic.Arguments;
import io.interleave.front.magic.CellMagic;
import io.interleave.front.magic.MagicException;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.magic.MagicSyntax;
import io.interleave.front.magic.MagicSyntax.Operand;
import io.interleave.front.magic.MagicSyntax.Option;
import io.interleave.front.magic.ThreadDisplay;
import io.interleave.front.magic.ValueType;
import io.interleave.front.timing.Sections.Section;
import java.util.List;

/** {@code %%time}: times the cell, once as it stands, or several times as a block. */
final class TimeMagic implements CellMagic {
  private final CellTimings timings;
  private final ThreadDisplay threads;

  TimeMagic(CellTimings timings, ThreadDisplay threads) {
    this.timings = timings;
    this.threads = threads;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
            "time",
            "Times the cell: wall time, CPU time of all its threads, threads, lines.",
            Operand.optional("label", ValueType.TEXT))
        .with(new Option("n", ValueType.COUNT, "1", "measured runs"))
        .with(new Option("w", ValueType.COUNT_OR_ZERO, "0", "runs before them that do not count"));
  }

  @Override
  public boolean takesJava() {
    return true;
  }

  @Override
  public Outcome run(Arguments arguments, Cell cell, Engine engine, MagicOutput output)
      throws MagicException {
    String label = arguments.has(0) ? arguments.text(0) : cell.title();
    if (arguments.count("n") == 1 && arguments.count("w") == 0) {
      timings.label(cell.id(), label, output);
      return engine.execute(cell, output::show);
    }
    String code = cell.code().replace("\r\n", "\n");
    for (CodePart part : engine.parts(code)) {
      if (part.kind() == CodePart.Kind.DECLARATION) {
        String before = code.substring(0, part.start());
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        throw new MagicException(
            "a cell that declares something cannot run several times"
                + " (a declaration stands in line "
                + line
                + ")",
            "Declare it in a cell before, or leave -n and -w out.");
      }
    }
    threads.omit(cell.id());
    return engine.execute(repeated(arguments, cell, label, engine), output::show);
  }

  private static Cell repeated(Arguments arguments, Cell cell, String label, Engine engine)
      throws MagicException {
    List<String> lines = List.of(cell.code().split("\r\n|\n|\r", -1));
    GeneratedCode java = new GeneratedCode(engine, List.of());
    // The command's own line is blank by now and is the one that the call may begin in.
    java.mark("$sections().section(" + GeneratedCode.literal(label) + ", () -> {");
    String close = java.returning(new Section(label, 1, lines.subList(1, lines.size())));
    java.mark(
        close
            + "}).runs("
            + arguments.count("n")
            + ").warmups("
            + arguments.count("w")
            + ").show();");
    return new Cell(cell.id(), cell.title(), java.toString(), cell.stdinAllowed());
  }
}
