package io.interleave.front.threads;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordedThread;
import org.jspecify.annotations.Nullable;

/** Says of a recorded event which state it is, on what, and at which line of a cell. */
final class PauseNames {
  /** What a lock is called that the user's code neither takes nor asks for. */
  static final String INTERNAL_LOCK = "a lock inside the JVM";

  /** What HotSpot locks while it initialises a class (JVMS 5.5): an array of no length. */
  private static final String CLASS_INITIALIZATION = "[I";

  private static final String LOCKS = "java.util.concurrent.locks.";
  private static final List<String> INTERNAL =
      List.of("io.interleave.", "java.lang.invoke.", "jdk.internal.loader.", "jdk.jfr.");
  private static final List<String> JDK = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.");

  private final Sites sites;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, Integer> counts = new HashMap<>();

  PauseNames(Sites sites) {
    this.sites = sites;
  }

  record Named(State state, String what, String where) {}

  /**
   * What a stack says.
   *
   * @param user the innermost frame in a cell
   * @param entry the frame that the user's one called; null when that one is the innermost
   */
  private record Stack(
      List<RecordedFrame> frames, @Nullable RecordedFrame user, @Nullable RecordedFrame entry) {

    /** The frame that called the user's one; null when there is none. */
    @Nullable RecordedFrame caller() {
      int at = user == null ? -1 : frames.indexOf(user);
      return at < 0 || at + 1 >= frames.size() ? null : frames.get(at + 1);
    }

    /** Whether the JDK or this kernel does something there that the user did not ask for. */
    boolean isInternal() {
      for (RecordedFrame frame : frames) {
        if (frame == user) {
          return false;
        }
        String type = type(frame);
        if (INTERNAL.stream().anyMatch(type::startsWith)
            || frame.getMethod().getName().equals("loadClass")) {
          return true;
        }
      }
      return frames.stream().allMatch(f -> JDK.stream().anyMatch(type(f)::startsWith));
    }

    boolean has(String type, String method) {
      for (RecordedFrame frame : frames) {
        if (type(frame).equals(type) && frame.getMethod().getName().equals(method)) {
          return true;
        }
      }
      return false;
    }

    boolean hasType(String prefix) {
      return frames.stream().anyMatch(f -> type(f).startsWith(prefix));
    }
  }

  /** Null for an event that is no pause of user code. */
  @Nullable Named name(RecordedEvent event) {
    Stack stack = stack(event.getStackTrace());
    return switch (event.getEventType().getName()) {
      case "jdk.ThreadSleep" -> named(State.SLEEPING, "", stack);
      case "jdk.JavaMonitorEnter" -> monitor(event, stack);
      case "jdk.JavaMonitorWait" -> named(State.WAITING, waitOn(event, stack), stack);
      case "jdk.ThreadPark" -> parked(event, stack);
      case "jdk.SocketRead", "jdk.SocketWrite" -> named(State.IO, socket(event), stack);
      case "jdk.FileRead", "jdk.FileWrite" -> file(event, stack);
      default -> null;
    };
  }

  private Stack stack(@Nullable RecordedStackTrace trace) {
    List<RecordedFrame> frames = trace == null ? List.of() : trace.getFrames();
    RecordedFrame entry = null;
    for (RecordedFrame frame : frames) {
      if (sites.title(type(frame)) != null) {
        return new Stack(frames, frame, entry);
      }
      entry = frame;
    }
    return new Stack(frames, null, entry);
  }

  private static String type(RecordedFrame frame) {
    return frame.getMethod().getType().getName();
  }

  private Named named(State state, String what, Stack stack) {
    RecordedFrame user = stack.user();
    return user == null
        ? new Named(state, what, "")
        : new Named(state, what, where(user, user.getLineNumber()));
  }

  private String where(RecordedFrame user, int line) {
    return sites.title(type(user)) + ", line " + line;
  }

  private Named monitor(RecordedEvent event, Stack stack) {
    RecordedFrame user = stack.user();
    if (user != null && stack.entry() == null) {
      // A synchronized method takes its monitor before its first line.
      int at = Math.max(0, user.getLineNumber());
      Sites.Taken taken = sites.monitor(type(user), user.getMethod().getName(), at);
      if (taken != null && taken.line() == 0) {
        return calledMethod(taken, user, stack.caller());
      }
      if (taken != null) {
        return new Named(State.BLOCKED, taken.name(), where(user, taken.line()));
      }
    }
    RecordedClass type = event.getClass("monitorClass");
    String className = type == null ? "monitor" : type.getName();
    if (stack.isInternal() || className.equals(CLASS_INITIALIZATION)) {
      return named(State.BLOCKED, INTERNAL_LOCK, stack);
    }
    boolean ofJdk = JDK.stream().anyMatch(className::startsWith);
    boolean part = ofJdk && className.indexOf('$') > 0 && stack.entry() != null;
    return named(
        State.BLOCKED,
        part ? entry(stack, className) : numbered(className, event.getLong("address")),
        stack);
  }

  /** The monitor of a synchronized method, called as its caller does, at the line of the call. */
  private Named calledMethod(
      Sites.Taken taken, RecordedFrame user, @Nullable RecordedFrame caller) {
    if (caller == null || sites.title(type(caller)) == null) {
      String where = user.getLineNumber() > 0 ? where(user, user.getLineNumber()) : "";
      return new Named(State.BLOCKED, taken.name(), where);
    }
    int line = caller.getLineNumber();
    String receiver =
        sites.receiver(
            type(caller), caller.getMethod().getName(), line, user.getMethod().getName());
    return new Named(
        State.BLOCKED, receiver == null ? taken.name() : receiver, where(caller, line));
  }

  private String waitOn(RecordedEvent event, Stack stack) {
    RecordedThread notifier = event.getThread("notifier");
    if (stack.has("java.lang.Thread", "join")) {
      return "join(" + (notifier == null ? "" : name(notifier)) + ")";
    }
    RecordedClass type = event.getClass("monitorClass");
    return numbered(type == null ? "monitor" : type.getName(), event.getLong("address"))
        + ".wait()";
  }

  private static String name(RecordedThread thread) {
    String name = thread.getJavaName();
    return name == null || name.isEmpty() ? "#" + thread.getJavaThreadId() : name;
  }

  private Named parked(RecordedEvent event, Stack stack) {
    RecordedClass type = event.getClass("parkedClass");
    String parked = type == null ? "" : type.getName();
    RecordedFrame user = stack.user();
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
      if (stack.entry() != null && type(stack.entry()).startsWith(LOCKS)) {
        taken = sites.lock(type(user), user.getMethod().getName(), user.getLineNumber());
      }
      return named(State.BLOCKED, taken != null ? taken.name() : entry(stack, parked), stack);
    }
    if (stack.has("java.lang.Thread", "join")) {
      return named(State.WAITING, "join()", stack);
    }
    return named(State.WAITING, entry(stack, parked), stack);
  }

  private static boolean isLock(String parked) {
    return parked.startsWith(LOCKS)
        && !parked.endsWith("ConditionObject")
        && !parked.endsWith("ConditionNode");
  }

  private static String entry(Stack stack, String parked) {
    RecordedFrame entry = stack.entry();
    if (entry == null) {
      return LockSites.simple(parked);
    }
    String type = type(entry);
    int last = type.lastIndexOf('.');
    int nested = type.indexOf('$', last);
    return type.substring(last + 1, nested < 0 ? type.length() : nested)
        + "."
        + entry.getMethod().getName();
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
