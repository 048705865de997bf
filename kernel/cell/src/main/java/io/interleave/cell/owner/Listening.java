package io.interleave.cell.owner;

import java.util.Map;
import java.util.Set;

/** Recognises threads that wait for somebody to connect: nobody waits for those to end. */
final class Listening {
  private static final int DEPTH = 14;
  private static final Map<String, Set<String>> METHODS =
      Map.of(
          "java.net.ServerSocket", Set.of("accept", "implAccept"),
          "sun.nio.ch.ServerSocketChannelImpl", Set.of("accept"),
          "sun.nio.ch.SelectorImpl", Set.of("lockAndDoSelect"),
          "sun.nio.ch.EPollPort$EventHandlerTask", Set.of("poll"),
          "sun.nio.ch.KQueuePort$EventHandlerTask", Set.of("poll"),
          "sun.nio.ch.Iocp", Set.of("getQueuedCompletionStatus"));

  private Listening() {}

  static boolean isListening(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    for (int i = 0; i < Math.min(DEPTH, stack.length); i++) {
      Set<String> methods = METHODS.get(stack[i].getClassName());
      if (methods != null && methods.contains(stack[i].getMethodName())) {
        return true;
      }
    }
    return false;
  }
}
