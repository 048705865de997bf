package io.interleave.cell.owner;

import io.interleave.wire.Event.RunningWork;
import java.util.ArrayList;
import java.util.List;

/** Says what running threads do, in the terms of the notebook. */
final class RunningThreads {
  private static final int NAMED = 20;

  private RunningThreads() {}

  /** Names the first threads and counts the others. */
  static List<RunningWork> describe(List<Thread> threads, int queuedTasks) {
    List<RunningWork> work = new ArrayList<>();
    for (Thread thread : threads.subList(0, Math.min(NAMED, threads.size()))) {
      String name = thread.getName();
      work.add(
          new RunningWork(
              name.isEmpty() ? "a thread without a name" : name,
              thread.getState().name(),
              top(thread.getStackTrace())));
    }
    if (threads.size() > NAMED) {
      work.add(new RunningWork(counted(threads.size() - NAMED, "more thread"), "", ""));
    }
    if (queuedTasks > 0) {
      work.add(new RunningWork(counted(queuedTasks, "queued task"), "", ""));
    }
    return work;
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
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
