package io.interleave.front.magic;

import io.interleave.front.magic.MagicSyntax.Operand;

/**
 * {@code %require java 21}, {@code %require cores 2}, {@code %require python}: skips the cell where
 * it cannot run, with a note in place of an error.
 */
final class RequireMagic implements LineMagic {
  private final Surroundings surroundings;

  RequireMagic(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
        "require",
        "Skips the cell unless there are a Java this new (java 21), so many processors (cores 2) or"
            + " a program (python, or program NAME).",
        Operand.choice("what", "java", "cores", "python", "program"),
        Operand.optional("least", ValueType.TEXT));
  }

  @Override
  public void run(Arguments arguments, MagicOutput output)
      throws MagicException, CellSkippedException {
    String what = arguments.text(0);
    boolean given = arguments.has(1);
    if (what.equals("python") == given) {
      throw new MagicException(
          given ? "python takes nothing behind it" : what + " needs to know how much or which",
          "Write %require java 21, %require cores 2, %require python or %require program NAME.");
    }
    switch (what) {
      case "java" -> java(ValueType.count(arguments.text(1)));
      case "cores" -> cores(ValueType.count(arguments.text(1)));
      case "python" -> program(Surroundings.PYTHON, "Python");
      default -> program(arguments.text(1), arguments.text(1));
    }
  }

  private void java(int least) throws CellSkippedException {
    if (surroundings.java().feature() < least) {
      throw new CellSkippedException(
          "This cell needs Java "
              + least
              + " or newer and was skipped: the kernel runs on Java "
              + surroundings.java().feature()
              + ". Everything else in this notebook works without it. To run it, install the kernel"
              + " with a newer JDK (--jdk HOME).");
    }
  }

  private void cores(int least) throws CellSkippedException {
    int there = surroundings.cores();
    if (there < least) {
      throw new CellSkippedException(
          "This cell needs "
              + least
              + " processors and was skipped: Java has "
              + there
              + " here. What it shows cannot be seen on fewer.");
    }
  }

  private void program(String name, String title) throws CellSkippedException {
    if (!surroundings.hasProgram(name)) {
      throw new CellSkippedException(
          "This cell needs "
              + title
              + " and was skipped: there is no program "
              + name
              + " in the folders "
              + String.join(", ", surroundings.programFolders())
              + ".");
    }
  }
}
