package io.interleave.front.check;

/** A file is no notebook, or metadata of a cell says something that is not understood. */
final class BadNotebookException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  BadNotebookException(String problem) {
    super(problem);
    this.problem = problem;
  }

  String problem() {
    return problem;
  }
}
