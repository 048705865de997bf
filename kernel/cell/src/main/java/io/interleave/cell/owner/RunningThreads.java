package io.interleave.cell.owner;

import io.interleave.wire.Event.RunningWork;

/** Says what a running thread does, in the terms of the notebook. */
final class RunningThreads {
  private RunningThreads() {}

  static RunningWork describe(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    return new RunningWork(thread.getName(), thread.getState().name(), top(stack));
  }

  /** The innermost frame of user code as {@code cell 7, line 3}, else the innermost frame. */
  static String top(StackTraceElement[] stack) {
    for (StackTraceElement frame : stack) {
      String file = frame.getFileName();
      if (file != null && file.startsWith("cell ")) {
        return file + ", line " + frame.getLineNumber();
      }
    }
    return stack.length == 0 ? "" : stack[0].getClassName() + "." + stack[0].getMethodName();
  }
}
