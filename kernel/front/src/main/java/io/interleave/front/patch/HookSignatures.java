package io.interleave.front.patch;

import static java.util.Map.entry;

import java.util.Map;

/** The descriptors of the hooks, which are not on the class path of the front. */
final class HookSignatures {
  private static final Map<String, String> DESCRIPTORS =
      Map.ofEntries(
          entry("starting", "(Ljava/lang/Thread;)V"),
          entry("ended", "(Ljava/lang/Thread;)V"),
          entry("retag", "(Ljava/lang/Object;)V"),
          entry("worker", "(Ljava/lang/Object;)V"),
          entry("submitted", "(Ljava/lang/Object;Ljava/lang/Object;)V"),
          entry("withdrawn", "(Ljava/lang/Object;Ljava/lang/Object;)V"),
          entry("withdrawnIf", "(ZLjava/lang/Object;Ljava/lang/Object;)V"),
          entry("drained", "(Ljava/lang/Object;Ljava/util/List;)V"),
          entry("taskBegins", "(Ljava/lang/Object;Ljava/lang/Object;)V"),
          entry("taskEnds", "()V"),
          entry("threadPerTask", "()V"),
          entry("workerStarts", "(Ljava/lang/Object;Ljava/lang/Object;)V"),
          entry("forking", "(Ljava/lang/Object;)V"),
          entry("delayed", "(Ljava/lang/Object;)V"),
          entry("parks", "(Ljava/lang/Object;)V"),
          entry("gaveUp", "(Ljava/lang/Object;)V"),
          entry("parksOnBlocker", "()V"),
          entry("unparked", "()V"),
          entry("mounts", "(Ljava/lang/Object;Ljava/lang/Object;)V"),
          entry("unmounted", "(Ljava/lang/Thread;Ljava/lang/Object;IIII)V"),
          entry("scheduled", "(Ljava/util/concurrent/Future;)V"));

  private HookSignatures() {}

  static String of(String hook) {
    String descriptor = DESCRIPTORS.get(hook);
    if (descriptor == null) {
      throw new IllegalArgumentException("no hook " + hook);
    }
    return descriptor;
  }
}
