package io.interleave.front.patch;

import static io.interleave.front.patch.Edit.Arguments.RESULT_THIS_FIRST;
import static io.interleave.front.patch.Edit.Arguments.THIS_RESULT;

import io.interleave.front.patch.Edit.CallAtEnd;
import io.interleave.front.patch.Edit.CallAtEntry;
import io.interleave.front.patch.Edit.CallAtReturn;
import io.interleave.front.patch.Edit.CallBefore;
import io.interleave.front.patch.Edit.CallWithFields;
import io.interleave.front.patch.Edit.CarryCell;
import io.interleave.front.patch.Edit.SwitchAroundCalls;
import io.interleave.front.patch.Edit.SwitchAroundMethod;
import java.util.List;

/** What is changed in the JDK. */
final class JdkEdits {
  private static final String CONCURRENT = "java/util/concurrent/";
  private static final String QUEUED = CONCURRENT + "locks/AbstractQueuedSynchronizer";
  private static final String FUTURE = CONCURRENT + "CompletableFuture";
  private static final String COMPLETION = FUTURE + "$Completion";
  private static final String TRY_FIRE = "tryFire(I)L" + FUTURE + ";";
  private static final String OF_TASK = "(L" + CONCURRENT + "ForkJoinTask;)";
  private static final String FORK_JOIN_RESULT = "L" + CONCURRENT + "ForkJoinTask;";

  private JdkEdits() {}

  /**
   * The edits of one class.
   *
   * @param name with slashes
   * @param atLoad whether members are added
   * @param optional whether a JDK without the class is no problem
   */
  record ClassEdits(String name, boolean atLoad, boolean optional, List<Edit> edits) {}

  /**
   * All of them. The first one must not become an {@code Owned}: the JVM lets java.base see the
   * hooks once it has loaded a transformed class of it.
   */
  static List<ClassEdits> all() {
    return List.of(
        inUse("java/lang/Thread", false, threads()),
        inUse("java/lang/VirtualThread", true, virtualThreads()),
        inUse("java/lang/Runtime", false, exits()),
        inUse(CONCURRENT + "locks/LockSupport", false, parks()),
        inUse(
            QUEUED,
            false,
            new CallAtEntry(
                "cancelAcquire(L" + QUEUED + "$Node;ZZ)I", "gaveUp", true, false, false)),
        atLoad(
            "java/util/Timer",
            new CallAtEntry("sched(Ljava/util/TimerTask;JJ)V", "retag", false, true, false)),
        atLoad(CONCURRENT + "FutureTask", new CarryCell(true)),
        atLoad(
            CONCURRENT + "ForkJoinTask",
            new CarryCell(true),
            new SwitchAroundCalls("exec()Z", CONCURRENT + "ForkJoinTask"),
            new CallAtEntry("fork()" + FORK_JOIN_RESULT, "forking", true, false, false),
            retag("invoke()Ljava/lang/Object;", true, false)),
        atLoad(CONCURRENT + "ForkJoinPool", forkJoinPool()),
        atLoad(CONCURRENT + "ThreadPoolExecutor", threadPool()),
        atLoad(
            CONCURRENT + "ScheduledThreadPoolExecutor",
            delayed("delayedExecute"),
            delayed("reExecutePeriodic")),
        atLoad(FUTURE, new SwitchAroundCalls(TRY_FIRE, COMPLETION)),
        atLoad(COMPLETION, new SwitchAroundCalls(TRY_FIRE, COMPLETION)),
        atLoad(FUTURE + "$CoCompletion", new SwitchAroundCalls(TRY_FIRE, COMPLETION)),
        atLoad(FUTURE + "$AsyncSupply", new SwitchAroundMethod("run()V")),
        atLoad(FUTURE + "$AsyncRun", new SwitchAroundMethod("run()V")),
        new ClassEdits(
            FUTURE + "$ThreadPerTaskExecutor",
            true,
            true,
            List.of(
                new CallAtEntry(
                    "execute(Ljava/lang/Runnable;)V", "threadPerTask", false, false, false))),
        atLoad("java/util/TimerTask", new CarryCell(false)),
        atLoad("java/util/TimerThread", new SwitchAroundCalls("run()V", "java/util/TimerTask")));
  }

  private static Edit[] threads() {
    return new Edit[] {
      new CallAtEntry("start()V", "starting", true, false, false),
      new CallAtEntry("start(Ljdk/internal/vm/ThreadContainer;)V", "starting", true, false, true),
      new CallAtEntry("exit()V", "ended", true, false, false)
    };
  }

  private static Edit[] virtualThreads() {
    return new Edit[] {
      new CallAtEntry("start(Ljdk/internal/vm/ThreadContainer;)V", "starting", true, false, false),
      new CallAtEntry("afterDone(Z)V", "ended", true, false, true),
      new CallAtEntry("afterTerminate(Z)V", "ended", true, false, true),
      new CallBefore("runContinuation()V", "mount()V", "mounts", true),
      new CallWithFields(
          "afterYield()V",
          "unmounted",
          "cont:Ljdk/internal/vm/Continuation;",
          "state",
          List.of("BLOCKING", "WAITING", "TIMED_WAITING"))
    };
  }

  private static Edit[] exits() {
    return new Edit[] {
      new CallAtEntry("exit(I)V", Patcher.EXIT_HOOK, false, true, false),
      new CallAtEntry("halt(I)V", Patcher.EXIT_HOOK, false, true, false)
    };
  }

  private static Edit[] parks() {
    return new Edit[] {
      new CallAtEntry("park(Ljava/lang/Object;)V", "parks", false, true, false),
      new CallAtEnd("park(Ljava/lang/Object;)V", "unparked"),
      new CallAtEntry("parkNanos(Ljava/lang/Object;J)V", "parks", false, true, false),
      new CallAtEnd("parkNanos(Ljava/lang/Object;J)V", "unparked"),
      new CallAtEntry("park()V", "parksOnBlocker", false, false, false),
      new CallAtEnd("park()V", "unparked"),
      new CallAtEntry("parkNanos(J)V", "parksOnBlocker", false, false, false),
      new CallAtEnd("parkNanos(J)V", "unparked"),
      // The one with a blocker calls this one.
      new CallAtEntry("parkUntil(J)V", "parksOnBlocker", false, false, false),
      new CallAtEnd("parkUntil(J)V", "unparked")
    };
  }

  private static Edit[] forkJoinPool() {
    return new Edit[] {
      retag("invoke" + OF_TASK + "Ljava/lang/Object;", false, false),
      retag("execute" + OF_TASK + "V", false, false),
      retag("submit" + OF_TASK + FORK_JOIN_RESULT, false, false),
      retag("externalSubmit" + OF_TASK + FORK_JOIN_RESULT, false, true),
      retag("lazySubmit" + OF_TASK + FORK_JOIN_RESULT, false, true),
      new CallAtEntry(
          "scheduleDelayedTask(L"
              + CONCURRENT
              + "DelayScheduler$ScheduledForkJoinTask;)L"
              + CONCURRENT
              + "DelayScheduler$ScheduledForkJoinTask;",
          "scheduled",
          false,
          true,
          true)
    };
  }

  private static Edit[] threadPool() {
    String run = "runWorker(L" + CONCURRENT + "ThreadPoolExecutor$Worker;)V";
    return new Edit[] {
      new CallAtEntry("execute(Ljava/lang/Runnable;)V", "submitted", true, true, false),
      new CallAtEntry("reject(Ljava/lang/Runnable;)V", "withdrawn", true, true, false),
      new CallAtReturn("remove(Ljava/lang/Runnable;)Z", "withdrawnIf", RESULT_THIS_FIRST),
      new CallAtReturn("drainQueue()Ljava/util/List;", "drained", THIS_RESULT),
      new CallBefore("addWorker(Ljava/lang/Runnable;Z)Z", "start(", "workerStarts", true),
      new CallAtEntry(run, "worker", true, false, false),
      new CallBefore(
          run, "beforeExecute(Ljava/lang/Thread;Ljava/lang/Runnable;)V", "taskBegins", true),
      new CallBefore(run, "unlock()V", "taskEnds", false)
    };
  }

  private static Edit retag(String method, boolean passThis, boolean optional) {
    return new CallAtEntry(method, "retag", passThis, !passThis, optional);
  }

  private static Edit delayed(String method) {
    return new CallAtEntry(
        method + "(L" + CONCURRENT + "RunnableScheduledFuture;)V", "delayed", false, true, false);
  }

  private static ClassEdits atLoad(String name, Edit... edits) {
    return new ClassEdits(name, true, false, List.of(edits));
  }

  private static ClassEdits inUse(String name, boolean optional, Edit... edits) {
    return new ClassEdits(name, false, optional, List.of(edits));
  }
}
