package io.interleave.front.render;

import io.interleave.front.engine.Outcome.CellDied;
import io.interleave.front.engine.Outcome.DidNotCompile;
import io.interleave.front.engine.Outcome.Exited;
import io.interleave.front.engine.Outcome.Interrupted;
import io.interleave.front.engine.Outcome.Problem;
import io.interleave.front.engine.Outcome.Threw;
import io.interleave.front.render.StyledText.Style;
import io.interleave.wire.Event.RunningWork;
import io.interleave.wire.Event.Thrown;
import java.util.List;

/** The errors that end a cell. */
public final class Errors {
  private static final int MAX_PROBLEMS = 20;

  private final Tracebacks tracebacks;

  /**
   * @param sources where the source lines in traces come from
   */
  public Errors(CellSources sources) {
    this.tracebacks = new Tracebacks(sources);
  }

  /** The body threw: named after the exception's class. */
  public ErrorText threw(Threw outcome) {
    StyledText text = new StyledText();
    tracebacks.write(text, outcome.thrown());
    String message = outcome.thrown().message();
    return new ErrorText(
        JavaNames.className(outcome.thrown().className()),
        message == null ? "" : JavaNames.readable(message),
        text.ansiLines());
  }

  /**
   * The compiler refused the cell: each problem with line, column, source line and underline.
   *
   * @param title the cell's title
   */
  public ErrorText didNotCompile(String title, DidNotCompile outcome) {
    List<Problem> problems = outcome.problems();
    StyledText text = new StyledText();
    problems.stream().limit(MAX_PROBLEMS).forEach(problem -> problem(text, title, problem));
    if (problems.size() > MAX_PROBLEMS) {
      text.add("… and " + (problems.size() - MAX_PROBLEMS) + " more problems").newLine();
    }
    if (problems.stream().anyMatch(p -> CompilerMessage.of(p.message()).isUnknownName())) {
      text.add("If another cell declares it, run that cell first.").newLine();
    }
    String first = problems.isEmpty() ? "" : CompilerMessage.of(problems.get(0).message()).first();
    return new ErrorText("CompilationException", first, text.ansiLines());
  }

  private static void problem(StyledText out, String title, Problem problem) {
    CompilerMessage message = CompilerMessage.of(problem.message());
    out.add(Style.PLACE, title + ", line " + problem.line() + ", column " + problem.column())
        .add(": ")
        .add(Style.ERROR, message.first())
        .newLine();
    SourceExcerpt.of(problem.sourceLine(), problem.column(), problem.length()).write(out, "    ");
    message.more().forEach(line -> out.add("    " + line).newLine());
  }

  /** The user stopped the cell. */
  public ErrorText interrupted(Interrupted outcome) {
    StyledText text = new StyledText();
    text.add(Style.ERROR, "InterruptedException").add(": the cell was stopped").newLine();
    List<RunningWork> survivors = outcome.survivors();
    if (!survivors.isEmpty()) {
      text.add("These could not be stopped and still run:").newLine();
      Notices.work(text, survivors);
    }
    return new ErrorText("InterruptedException", "the cell was stopped", text.ansiLines());
  }

  /** The cell called {@code System.exit}. */
  public ErrorText exited(Exited outcome) {
    String value =
        "System.exit("
            + outcome.status()
            + ") was called: the cell ended, the JVM and your variables live on";
    StyledText text = new StyledText();
    text.add(Style.ERROR, "SystemExit").add(": " + value + ".").newLine();
    text.add("A cell that begins with %%program is a program of its own, which may really exit.");
    return new ErrorText("SystemExit", value, text.ansiLines());
  }

  /** The cell JVM died. */
  public ErrorText cellDied(CellDied outcome) {
    StyledText text = new StyledText();
    text.add(Style.ERROR, "CellJvmDied").add(": " + outcome.reason()).newLine();
    text.add("A new JVM takes its place; imports, classes and methods are declared again.")
        .newLine();
    if (!outcome.lostVariables().isEmpty()) {
      text.add("These variables lost their values: ")
          .add(Style.STRONG, String.join(", ", outcome.lostVariables()))
          .newLine();
    }
    return new ErrorText("CellJvmDied", outcome.reason(), text.ansiLines());
  }

  /**
   * A command such as {@code %settle} could not be carried out.
   *
   * @param title the cell's title
   * @param line from 1
   * @param sourceLine the line with the command
   * @param message what is wrong
   * @param wayOut what to do instead, may be empty
   */
  public ErrorText magic(String title, int line, String sourceLine, String message, String wayOut) {
    StyledText text = new StyledText();
    text.add(Style.PLACE, title + ", line " + line).add(": ").add(Style.ERROR, message).newLine();
    text.add("    " + Bounded.line(sourceLine.strip())).newLine();
    if (!wayOut.isEmpty()) {
      text.add(wayOut);
    }
    return new ErrorText("MagicException", message, text.ansiLines());
  }

  /** A bug of the kernel; the cell did not run to its end. */
  public ErrorText internal(Throwable bug) {
    StyledText text = new StyledText();
    text.add(Style.ERROR, "KernelError").add(": the kernel failed: " + bug).newLine();
    text.add("This is a bug of the kernel, not of your code; please report it.").newLine();
    for (StackTraceElement frame : bug.getStackTrace()) {
      text.add(Style.DIM, "    at " + frame).newLine();
    }
    return new ErrorText("KernelError", String.valueOf(bug), text.ansiLines());
  }

  /** An exception that ended a thread which nobody waits for; shown beside the cell's outputs. */
  public NoticeText uncaught(String threadName, Thrown thrown) {
    StyledText text = new StyledText();
    text.add("Uncaught exception in thread ").add(Style.STRONG, "\"" + threadName + "\"").newLine();
    tracebacks.write(text, thrown);
    return new NoticeText(
        text.plain(),
        text.html(
            "border-left:3px solid var(--jp-error-color1,#c62828);"
                + "padding:4px 8px;margin:0;background:rgba(198,40,40,0.08)"));
  }
}
