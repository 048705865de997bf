package io.interleave.cell.stop;

/** Names places in code. */
final class Places {
  private Places() {}

  /** The innermost frame in a cell as {@code cell 7, line 3}, or the innermost frame. */
  static String top(StackTraceElement[] trace) {
    for (StackTraceElement frame : trace) {
      String file = frame.getFileName();
      if (file != null && file.startsWith("cell ")) {
        return file + ", line " + frame.getLineNumber();
      }
    }
    return trace.length == 0 ? "" : trace[0].toString();
  }
}
