package io.interleave.front.threads;

import io.interleave.wire.Event.Trace;
import io.interleave.wire.ThreadSample;
import io.interleave.wire.ThreadSample.LockWait;
import java.util.Optional;

/** Says of a sampled thread which state it is in, on what, and at which line of a cell. */
public final class SampleNames {
  private static final String LOCKS = "java.util.concurrent.locks.";

  private final Sites sites;

  public SampleNames(Sites sites) {
    this.sites = sites;
  }

  /**
   * What a thread does.
   *
   * @param what a lock, {@code next task} or a method; empty when unknown
   * @param where {@code cell 7, line 3}; empty when no cell's code is on its stack
   */
  public record Now(State state, String what, String where) {}

  /** What the thread does; a runnable thread in a system call for I/O is {@link State#IO}. */
  public Now now(ThreadSample sample) {
    return new Now(state(sample), what(sample), where(sample));
  }

  /** The innermost line of a cell. */
  public static String where(ThreadSample sample) {
    Trace user = sample.user();
    if (user == null) {
      return "";
    }
    // A synchronized method waits for its monitor before its first line.
    String title = String.valueOf(user.file());
    return user.line() > 0 ? title + ", line " + user.line() : title;
  }

  private static State state(ThreadSample sample) {
    Trace top = sample.top();
    String type = top == null ? "" : top.className();
    return switch (sample.state()) {
      case "BLOCKED" -> joins(sample) ? State.WAITING : State.BLOCKED;
      case "WAITING", "TIMED_WAITING" -> {
        LockWait wait = sample.lockWait();
        boolean lock =
            wait != null && wait.lockClass().startsWith(LOCKS) && !isCondition(wait.lockClass());
        yield sample.sleeps() ? State.SLEEPING : lock ? State.BLOCKED : State.WAITING;
      }
      default -> {
        boolean io =
            type.startsWith("sun.nio.ch.")
                || type.startsWith("java.net.")
                || type.startsWith("java.io.File");
        yield io ? State.IO : State.RUNNING;
      }
    };
  }

  /** Whether it waits for the end of a thread, or for the monitor that join takes for that. */
  private static boolean joins(ThreadSample sample) {
    LockWait wait = sample.lockWait();
    Trace top = sample.top();
    boolean inJoin =
        sample.state().endsWith("WAITING")
            || top != null && top.className().equals("java.lang.Thread");
    return wait != null && inJoin && wait.lockClass().equals("java.lang.Thread");
  }

  private static boolean isCondition(String type) {
    return type.endsWith("ConditionObject") || type.endsWith("ConditionNode");
  }

  private String what(ThreadSample sample) {
    LockWait wait = sample.lockWait();
    Trace top = sample.top();
    if (top != null && state(sample) == State.IO) {
      return LockSites.simple(top.className()) + "." + top.methodName();
    }
    if (sample.user() == null) {
      return sample.state().endsWith("WAITING") ? "next task" : "";
    }
    if (joins(sample)) {
      return "join()";
    }
    return wait == null ? "" : lock(sample).orElse(unnamed(wait));
  }

  /** The name that the code has for the lock the thread wants. */
  public Optional<String> lock(ThreadSample sample) {
    Trace user = sample.user();
    LockWait wait = sample.lockWait();
    if (user == null || wait == null || !wait.atUserLine()) {
      return Optional.empty();
    }
    Sites.Taken taken =
        sample.state().equals("BLOCKED")
            ? sites.monitor(user.className(), user.methodName(), Math.max(0, user.line()))
            : sites.lock(user.className(), user.methodName(), user.line());
    // Two threads that each say "this" mean two objects.
    return Optional.ofNullable(taken)
        .map(Sites.Taken::name)
        .filter(name -> !name.startsWith("this "));
  }

  /** The class of a lock and what tells it from others of that class. */
  static String unnamed(LockWait wait) {
    String name = wait.lockClass().substring(wait.lockClass().lastIndexOf('.') + 1);
    int nested = name.indexOf('$');
    boolean library = wait.lockClass().startsWith("java.util.concurrent.");
    String simple = library && nested > 0 ? name.substring(0, nested) : LockSites.simple(name);
    return simple + "@" + Integer.toHexString(wait.lockId());
  }
}
