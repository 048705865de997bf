package io.interleave.front.patch;

import java.util.Map;

/** The descriptors of the hooks, which are not on the class path of the front. */
final class HookSignatures {
  private static final Map<String, String> DESCRIPTORS =
      Map.of(
          "starting", "(Ljava/lang/Thread;)V",
          "ended", "(Ljava/lang/Thread;)V",
          "retag", "(Ljava/lang/Object;)V",
          "worker", "(Ljava/lang/Object;)V",
          "submitted", "(Ljava/lang/Object;Ljava/lang/Object;)V",
          "withdrawn", "(Ljava/lang/Object;Ljava/lang/Object;)V",
          "withdrawnIf", "(ZLjava/lang/Object;Ljava/lang/Object;)V",
          "drained", "(Ljava/lang/Object;Ljava/util/List;)V",
          "taskBegins", "(Ljava/lang/Object;Ljava/lang/Object;)V",
          "taskEnds", "()V");
  private static final Map<String, String> MORE =
      Map.of(
          "threadPerTask", "()V",
          "workerStarts", "(Ljava/lang/Object;Ljava/lang/Object;)V",
          "forking", "(Ljava/lang/Object;)V",
          "delayed", "(Ljava/lang/Object;)V",
          "parks", "(Ljava/lang/Object;)V",
          "gaveUp", "(Ljava/lang/Object;)V",
          "scheduled", "(Ljava/util/concurrent/Future;)V");

  private HookSignatures() {}

  static String of(String hook) {
    String descriptor = DESCRIPTORS.getOrDefault(hook, MORE.get(hook));
    if (descriptor == null) {
      throw new IllegalArgumentException("no hook " + hook);
    }
    return descriptor;
  }
}
