package io.interleave.front.timing;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.magic.Arguments;
import io.interleave.front.magic.CellMagic;
import io.interleave.front.magic.MagicException;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.magic.MagicSyntax;
import io.interleave.front.magic.MagicSyntax.Option;
import io.interleave.front.magic.ThreadDisplay;
import io.interleave.front.magic.ValueType;
import io.interleave.front.timing.Sections.Section;
import java.util.Arrays;
import java.util.List;

/**
 * {@code %%compare}: runs the sections of a cell in turn and compares their times, or one task in
 * several ways.
 */
final class CompareCellMagic implements CellMagic {
  private static final List<String> WAYS =
      List.of("sequential", "platform", "pool", "virtual", "parallel");

  private final ThreadDisplay threads;

  CompareCellMagic(ThreadDisplay threads) {
    this.threads = threads;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
            "compare",
            "Runs sections that lines such as //: label begin in turn, and compares their times;"
                + " with --as, runs task(int i) in several ways.")
        .with(new Option("n", ValueType.COUNT, "7", "measured runs of each"))
        .with(new Option("w", ValueType.COUNT_OR_ZERO, "1", "runs of each that do not count"))
        .with(new Option("check", ValueType.FLAG, "", "requires equal results"))
        .with(new Option("as", ValueType.TEXT, "", "ways, such as sequential,pool,virtual"))
        .with(new Option("tasks", ValueType.COUNT, "8", "with --as: how many tasks"))
        .with(new Option("t", ValueType.COUNT, "4", "with --as: how many at a time"));
  }

  @Override
  public boolean takesJava() {
    return true;
  }

  @Override
  public Outcome run(Arguments arguments, Cell cell, Engine engine, MagicOutput output)
      throws MagicException {
    String code =
        arguments.text("as").isEmpty()
            ? sections(arguments, cell.code(), engine)
            : ways(arguments, cell.code());
    Cell generated = new Cell(cell.id(), cell.title(), code, cell.stdinAllowed());
    threads.omit(cell.id()); // those of all runs together would explain none of them
    return engine.execute(generated, output::show);
  }

  private static String sections(Arguments arguments, String code, Engine engine)
      throws MagicException {
    Sections parts = Sections.of(code);
    GeneratedCode java = new GeneratedCode(engine, parts.before());
    String close = "";
    for (Section section : parts.sections()) {
      String begin = close.isEmpty() ? "$sections()" : close;
      java.mark(begin + ".section(" + GeneratedCode.literal(section.label()) + ", () -> {");
      close = java.returning(section) + "})";
    }
    java.mark(close + finish(arguments));
    return java.toString();
  }

  private static String ways(Arguments arguments, String code) throws MagicException {
    List<String> ways = Arrays.asList(arguments.text("as").split(","));
    for (String way : ways) {
      if (!WAYS.contains(way)) {
        throw new MagicException(
            "\"" + way + "\" is no way to run tasks", "There are " + String.join(", ", WAYS) + ".");
      }
    }
    return code
        + "\n$ways("
        + arguments.count("tasks")
        + ", "
        + arguments.count("t")
        + ", "
        + GeneratedCode.literal(String.join(",", ways))
        + ", (int i) -> task(i))"
        + finish(arguments);
  }

  private static String finish(Arguments arguments) throws MagicException {
    return ".runs("
        + arguments.count("n")
        + ").warmups("
        + arguments.count("w")
        + ")"
        + (arguments.flag("check") ? ".check()" : "")
        + ".show();";
  }
}
