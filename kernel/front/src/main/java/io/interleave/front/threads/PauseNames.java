package io.interleave.front.threads;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Says of a recorded event which state it is, on what, and at which line of a cell. */
final class PauseNames {
  /** What a lock is called that the user's code neither takes nor asks for. */
  static final String INTERNAL_LOCK = "a lock inside the JVM";

  /** What HotSpot locks while it initialises a class (JVMS 5.5): an array of no length. */
  private static final String CLASS_INITIALIZATION = "[I";

  /** What a thread waits for while another one initialises a class. */
  private static final String INITIALIZATION = "class initialisation";

  private static final String LOCKS = "java.util.concurrent.locks.";

  private final Sites sites;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final Map<RecordedStackTrace, Stack> stacks = new IdentityHashMap<>();

  PauseNames(Sites sites) {
    this.sites = sites;
  }

  record Named(State state, String what, String where) {}

  /**
   * What is known of an event; null when it is no pause of user code.
   *
   * @param written its stack, where another one than its own is better
   */
  @Nullable Named name(RecordedEvent event, @Nullable String written) {
    Stack stack = written == null ? stack(event) : Stack.written(written, sites);
    return switch (event.getEventType().getName()) {
      case "jdk.ThreadSleep" -> named(State.SLEEPING, "", stack);
      case "jdk.JavaMonitorEnter" -> monitor(event, stack);
      case "jdk.JavaMonitorWait" -> named(State.WAITING, waitOn(event, stack), stack);
      case "jdk.ThreadPark", RecordingReader.VIRTUAL_PARK -> parked(event, stack);
      case RecordingReader.VIRTUAL_MONITOR -> offCarrier(stack);
      case "jdk.SocketRead", "jdk.SocketWrite" -> named(State.IO, socket(event), stack);
      case "jdk.FileRead", "jdk.FileWrite" -> file(event, stack);
      default -> null;
    };
  }

  /** Events of one place in the code share what is recorded of their stack. */
  private Stack stack(RecordedEvent event) {
    RecordedStackTrace trace = event.getStackTrace();
    return trace == null
        ? Stack.of(event, sites)
        : stacks.computeIfAbsent(trace, t -> Stack.of(event, sites));
  }

  private Named named(State state, String what, Stack stack) {
    Stack.Frame user = stack.user();
    return user == null
        ? new Named(state, what, "")
        : new Named(state, what, where(user, user.line()));
  }

  private String where(Stack.Frame user, int line) {
    return sites.title(user.type()) + ", line " + line;
  }

  private Named monitor(RecordedEvent event, Stack stack) {
    if (isJoin(stack)) {
      // A thread that ends holds its own monitor for a moment, and join wants it.
      return named(State.WAITING, join(event.getThread("previousOwner")), stack);
    }
    Named taken = takenHere(stack);
    if (taken != null) {
      return taken;
    }
    RecordedClass type = event.getClass("monitorClass");
    String className = type == null ? "monitor" : type.getName();
    if (stack.isInternal() || className.equals(CLASS_INITIALIZATION)) {
      return named(State.BLOCKED, INTERNAL_LOCK, stack);
    }
    boolean ofJdk = Stack.JDK.stream().anyMatch(className::startsWith);
    boolean part = ofJdk && className.indexOf('$') > 0 && stack.entry() != null;
    return named(
        State.BLOCKED,
        part ? entry(stack, className) : numbered(className, event.getLong("address")),
        stack);
  }

  /** The monitor that the cell's own code takes; null when it is not that code that takes one. */
  private @Nullable Named takenHere(Stack stack) {
    Stack.Frame user = stack.user();
    if (user == null || stack.entry() != null) {
      return null;
    }
    // A synchronized method takes its monitor before its first line.
    int at = Math.max(0, user.line());
    Sites.Taken taken = sites.monitor(user.type(), user.method(), at);
    if (taken != null && taken.line() == 0) {
      return calledMethod(taken, user, stack.caller());
    }
    if (taken != null) {
      return new Named(State.BLOCKED, taken.name(), where(user, taken.line()));
    }
    return null;
  }

  /** The monitor of a virtual thread, of which no more is known than its stack. */
  private Named offCarrier(Stack stack) {
    Named taken = takenHere(stack);
    if (taken != null) {
      return taken;
    }
    boolean called = stack.entry() != null && stack.user() != null && !stack.isInternal();
    return named(State.BLOCKED, called ? entry(stack, "") : INTERNAL_LOCK, stack);
  }

  /** The monitor of a synchronized method, called as its caller does, at the line of the call. */
  private Named calledMethod(Sites.Taken taken, Stack.Frame user, Stack.@Nullable Frame caller) {
    if (caller == null || sites.title(caller.type()) == null) {
      String where = user.line() > 0 ? where(user, user.line()) : "";
      return new Named(State.BLOCKED, taken.name(), where);
    }
    int line = caller.line();
    String receiver = sites.receiver(caller.type(), caller.method(), line, user.method());
    return new Named(
        State.BLOCKED, receiver == null ? taken.name() : receiver, where(caller, line));
  }

  private String waitOn(RecordedEvent event, Stack stack) {
    if (isJoin(stack)) {
      return join(event.getThread("notifier"));
    }
    RecordedClass type = event.getClass("monitorClass");
    String className = type == null ? "monitor" : type.getName();
    if (className.equals(CLASS_INITIALIZATION) && !stack.has("java.lang.Object", "wait")) {
      return INITIALIZATION;
    }
    return numbered(className, event.getLong("address")) + ".wait()";
  }

  private static boolean isJoin(Stack stack) {
    return stack.has("java.lang.Thread", "join");
  }

  /** What a wait for the end of a thread is called, where it is known which one. */
  private static String join(@Nullable RecordedThread thread) {
    return "join(" + (thread == null ? "" : name(thread)) + ")";
  }

  private static String name(RecordedThread thread) {
    String name = thread.getJavaName();
    return name == null || name.isEmpty() ? "#" + thread.getJavaThreadId() : name;
  }

  private Named parked(RecordedEvent event, Stack stack) {
    RecordedClass type = event.getClass("parkedClass");
    String parked = type == null ? "" : type.getName();
    Stack.Frame user = stack.user();
    boolean isLock = isLock(parked);
    if (isLock && stack.isInternal()) {
      return named(State.BLOCKED, INTERNAL_LOCK, stack);
    }
    if (user == null) {
      boolean idle =
          stack.has("java.util.concurrent.ThreadPoolExecutor", "getTask")
              || stack.has("java.util.concurrent.ForkJoinPool", "runWorker")
              || stack.hasType("java.util.TimerThread");
      return named(isLock ? State.BLOCKED : State.WAITING, idle ? "next task" : "", stack);
    }
    if (isLock) {
      Sites.Taken taken = null;
      if (stack.entry() != null && stack.entry().type().startsWith(LOCKS)) {
        taken = sites.lock(user.type(), user.method(), user.line());
      }
      return named(State.BLOCKED, taken != null ? taken.name() : entry(stack, parked), stack);
    }
    if (isJoin(stack)) {
      return named(State.WAITING, join(null), stack);
    }
    return named(State.WAITING, entry(stack, parked), stack);
  }

  private static boolean isLock(String parked) {
    return parked.startsWith(LOCKS)
        && !parked.endsWith("ConditionObject")
        && !parked.endsWith("ConditionNode");
  }

  private static String entry(Stack stack, String parked) {
    Stack.Frame entry = stack.entry();
    if (entry == null) {
      return LockSites.simple(parked);
    }
    String type = entry.type();
    int last = type.lastIndexOf('.');
    int nested = type.indexOf('$', last);
    return type.substring(last + 1, nested < 0 ? type.length() : nested) + "." + entry.method();
  }

  private static String socket(RecordedEvent event) {
    String host = event.getString("host");
    boolean named = host != null && !host.isEmpty();
    return (named ? host : String.valueOf(event.getString("address"))) + ":" + event.getInt("port");
  }

  private @Nullable Named file(RecordedEvent event, Stack stack) {
    boolean loading =
        stack.user() == null
            || stack.hasType("jdk.internal.loader")
            || stack.hasType("io.interleave.")
            || stack.has("java.lang.ClassLoader", "loadClass");
    if (loading) {
      return null;
    }
    String path = event.getString("path");
    String name = path == null ? "file" : path.substring(path.lastIndexOf('/') + 1);
    return named(State.IO, name, stack);
  }

  /** {@code Account@1}: monitors of no known name, in the order of their first use. */
  private String numbered(String className, long address) {
    String simple = LockSites.simple(className);
    int number =
        numbers.computeIfAbsent(simple + " " + address, k -> counts.merge(simple, 1, Integer::sum));
    return simple + "@" + number;
  }
}
