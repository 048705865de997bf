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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code %%outcomes}: lets actors race on fresh state and counts what comes of it. */
final class OutcomesMagic implements CellMagic {
  private static final String ACTOR = "actor";

  private final ThreadDisplay threads;

  OutcomesMagic(ThreadDisplay threads) {
    this.threads = threads;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
            "outcomes",
            "Lets two or more sections //: actor NAME race on the fields of //: state, many times,"
                + " and counts the values of //: result.")
        .with(new Option("n", ValueType.COUNT, "10000", "how many times"))
        .with(
            Option.several(
                "expect",
                "a result of a correct program; where there are several, again or as \"1 | 2\" (a bar itself is \\|)"));
  }

  @Override
  public boolean takesJava() {
    return true;
  }

  @Override
  public Outcome run(Arguments arguments, Cell cell, Engine engine, MagicOutput output)
      throws MagicException {
    Parts parts = Parts.of(Sections.of(cell.code()));
    String name = "Outcomes" + cell.id();
    String race = code(parts, name, engine) + run(arguments, parts, name);
    Cell generated = new Cell(cell.id(), cell.title(), race, cell.stdinAllowed());
    threads.omit(cell.id()); // those of all runs together would explain none of them
    return engine.execute(generated, output::show);
  }

  /** The sections in the order they stand in, which the line numbers need. */
  private record Parts(Sections all, List<Section> actors, Section state, Section result) {

    static Parts of(Sections all) throws MagicException {
      List<Section> actors = new ArrayList<>();
      Section state = null;
      Section result = null;
      for (Section section : all.sections()) {
        if (section.label().equals("state")) {
          state = section;
        } else if (section.label().equals("result")) {
          result = section;
        } else if (section.label().startsWith(ACTOR)) {
          actors.add(section);
        } else {
          throw new MagicException(
              "line " + section.line() + ": \"" + section.label() + "\" is no part of a race",
              "There are //: state, //: actor NAME and //: result.");
        }
      }
      if (actors.size() < 2) {
        throw new MagicException(
            "a race needs two actors", "Write //: actor NAME above what each of them does.");
      }
      return new Parts(all, actors, needed(state, "state"), needed(result, "result"));
    }

    private static Section needed(@Nullable Section section, String name) throws MagicException {
      if (section == null) {
        throw new MagicException(
            "the cell has no section //: " + name, "A race has a state, actors and a result.");
      }
      return section;
    }
  }

  private static String code(Parts parts, String className, Engine engine) {
    GeneratedCode java = new GeneratedCode(engine, parts.all().before());
    // A class inside a statement: what is wrong in it is an error of the cell. JShell would keep a
    // class of its own for later, and only say that it is not there.
    String close = "{ class " + className + " { ";
    for (Section section : parts.all().sections()) {
      if (section == parts.state()) {
        java.mark(close);
        java.statements(section);
        close = "";
      } else if (section == parts.result()) {
        java.mark(close + "Object result() throws Throwable {");
        close = java.returning(section) + "} ";
      } else {
        int number = parts.actors().indexOf(section);
        java.mark(close + "void actor" + number + "() throws Throwable {");
        java.statements(section);
        close = "} ";
      }
    }
    java.mark(close + "}");
    return java.toString();
  }

  private static String run(Arguments arguments, Parts parts, String className)
      throws MagicException {
    StringBuilder run = new StringBuilder("\n$race(");
    run.append(className).append("::new)");
    for (int i = 0; i < parts.actors().size(); i++) {
      String name = parts.actors().get(i).label().substring(ACTOR.length()).strip();
      String label = name.isEmpty() ? "actor " + (i + 1) : name;
      run.append(".actor(").append(GeneratedCode.literal(label)).append(", s -> s.actor");
      run.append(i).append("())");
    }
    run.append(".result(s -> s.result()).rounds(").append(arguments.count("n"));
    run.append(')');
    List<String> expected = arguments.texts("expect");
    if (!expected.isEmpty()) {
      String literals =
          expected.stream().map(GeneratedCode::literal).collect(Collectors.joining(", "));
      run.append(".expect(").append(literals).append(')');
    }
    return run.append(".show(); }").toString();
  }
}
