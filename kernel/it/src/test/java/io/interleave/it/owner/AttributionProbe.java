package io.interleave.it.owner;

import io.interleave.cell.owner.Owners;
import io.interleave.cell.owner.Route;
import io.interleave.cell.owner.Scope;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RecursiveTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Runs in a JVM with the agent: who is said to own a piece of work of each kind? */
final class AttributionProbe {
  private static final Owners OWNERS = Owners.ofThisJvm();

  private final Checks checks;

  AttributionProbe(Checks checks) {
    this.checks = checks;
  }

  private static final AtomicInteger CELLS = new AtomicInteger();

  /** Starts the next cell. */
  static int cell() {
    int cell = CELLS.incrementAndGet();
    OWNERS.begin(cell);
    return cell;
  }

  private static Callable<Integer> ask() {
    return OWNERS::current;
  }

  void run() {
    threads();
    pools();
    schedules();
    forkJoin();
    stages();
    virtualThreads();
    policy();
  }

  private void threads() {
    checks.check(
        "aThreadBelongsToTheCellThatStartedIt",
        () -> {
          int first = cell();
          CountDownLatch go = new CountDownLatch(1);
          FutureTask<Integer> answer =
              new FutureTask<>(
                  () -> {
                    go.await();
                    return OWNERS.current();
                  });
          new Thread(answer).start();
          cell();
          go.countDown();
          return Checks.same(first, answer.get());
        });
    checks.check(
        "aThreadMadeInOneCellAndStartedInAnotherBelongsToTheOther",
        () -> {
          cell();
          FutureTask<Integer> answer = new FutureTask<>(ask());
          int[] seen = new int[1];
          Thread thread = new Thread(() -> seen[0] = OWNERS.current());
          int second = cell();
          thread.start();
          thread.join();
          new Thread(answer).start();
          return Checks.same(second, seen[0]) + Checks.same(second, answer.get());
        });
    checks.check(
        "aThreadOfAThreadBelongsToTheSameCell",
        () -> {
          int first = cell();
          CountDownLatch go = new CountDownLatch(1);
          FutureTask<Integer> answer = new FutureTask<>(ask());
          new Thread(
                  () -> {
                    Checks.await(go);
                    new Thread(answer).start();
                  })
              .start();
          cell();
          go.countDown();
          return Checks.same(first, answer.get());
        });
    checks.check(
        "aSubclassThatOverridesEqualsAndGetIdIsAThreadLikeOthers",
        () -> {
          int first = cell();
          CountDownLatch go = new CountDownLatch(1);
          FutureTask<Integer> one = new FutureTask<>(ask());
          FutureTask<Integer> two = new FutureTask<>(ask());
          new OddThread(go, one).start();
          int second = cell();
          new OddThread(go, two).start();
          go.countDown();
          return Checks.same(first, one.get()) + Checks.same(second, two.get());
        });
    checks.check(
        "aThreadThatInheritsNoThreadLocalsIsAThreadLikeOthers",
        () -> {
          int first = cell();
          CountDownLatch go = new CountDownLatch(1);
          FutureTask<Integer> answer =
              new FutureTask<>(
                  () -> {
                    go.await();
                    return OWNERS.current();
                  });
          new Thread(null, answer, "bare", 0, false).start();
          cell();
          go.countDown();
          return Checks.same(first, answer.get());
        });
    checks.check(
        "anEndedThreadIsForgotten",
        () -> {
          int first = cell();
          Thread thread = new Thread(() -> {});
          thread.start();
          thread.join();
          return Checks.same(false, OWNERS.threadsOf(first).contains(thread));
        });
  }

  private void pools() {
    checks.check(
        "aPoolReusedByThreeCellsWorksForEachInTurn",
        () -> {
          ExecutorService pool = Executors.newFixedThreadPool(1);
          StringBuilder wrong = new StringBuilder();
          for (int i = 0; i < 3; i++) {
            int mine = cell();
            wrong.append(Checks.same(mine, pool.submit(ask()).get()));
          }
          pool.shutdown();
          return wrong.toString();
        });
    checks.check(
        "executeOfARunnableBelongsToTheSubmitter",
        () -> {
          ExecutorService pool = Executors.newFixedThreadPool(1);
          cell();
          pool.submit(ask()).get();
          int second = cell();
          CompletableFuture<Integer> seen = new CompletableFuture<>();
          pool.execute(() -> seen.complete(OWNERS.current()));
          pool.shutdown();
          return Checks.same(second, seen.get());
        });
    checks.check(
        "oneRunnableSubmittedByTwoCellsRunsOnceForEach",
        () -> {
          ExecutorService pool = Executors.newFixedThreadPool(1);
          CountDownLatch go = new CountDownLatch(1);
          List<Integer> seen = new ArrayList<>();
          Runnable same = () -> seen.add(OWNERS.current());
          int first = cell();
          pool.execute(() -> Checks.await(go));
          pool.execute(same);
          pool.execute(same);
          int second = cell();
          pool.execute(same);
          go.countDown();
          pool.shutdown();
          pool.awaitTermination(5, TimeUnit.SECONDS);
          return Checks.same(List.of(first, first, second), seen);
        });
    checks.check(
        "aQueuedTaskIsStillTheUsersObjectAndCanBeRemoved",
        () -> {
          ThreadPoolExecutor pool =
              new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
          cell();
          CountDownLatch go = new CountDownLatch(1);
          pool.execute(() -> Checks.await(go));
          Runnable mine = () -> {};
          pool.execute(mine);
          String wrong = Checks.same(true, pool.getQueue().peek() == mine);
          wrong += Checks.same(true, pool.remove(mine));
          go.countDown();
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "invokeAllAndInvokeAnyBelongToTheCaller",
        () -> {
          ExecutorService pool = Executors.newFixedThreadPool(2);
          cell();
          pool.submit(ask()).get();
          int second = cell();
          String wrong = "";
          for (var future : pool.invokeAll(List.of(ask(), ask(), ask()))) {
            wrong += Checks.same(second, future.get());
          }
          wrong += Checks.same(second, pool.invokeAny(List.of(ask(), ask())));
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "aCachedPoolAndACompletionServiceBelongToTheSubmitter",
        () -> {
          ExecutorService pool = Executors.newCachedThreadPool();
          cell();
          pool.submit(ask()).get();
          int second = cell();
          var service = new ExecutorCompletionService<Integer>(pool);
          service.submit(ask());
          String wrong = Checks.same(second, service.take().get());
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "aTaskThatSubmitsToAnotherPoolTakesItsCellAlong",
        () -> {
          ExecutorService outer = Executors.newSingleThreadExecutor();
          ExecutorService inner = Executors.newSingleThreadExecutor();
          cell();
          outer.submit(ask()).get();
          inner.submit(ask()).get();
          int second = cell();
          CountDownLatch go = new CountDownLatch(1);
          var answer =
              outer.submit(
                  () -> {
                    go.await();
                    return inner.submit(ask()).get();
                  });
          cell();
          go.countDown();
          String wrong = Checks.same(second, answer.get());
          outer.shutdown();
          inner.shutdown();
          return wrong;
        });
    checks.check(
        "aWorkerThatATaskOfAnotherCellMadeWorksForItsTasksOnly",
        () -> {
          ExecutorService pool = Executors.newFixedThreadPool(2);
          int first = cell();
          pool.submit(ask()).get();
          // The result is there a little before the worker has left the task.
          String wrong = Checks.same(List.of(), OWNERS.settle(first, 2_000));
          int second = cell();
          CountDownLatch go = new CountDownLatch(1);
          CountDownLatch running = new CountDownLatch(1);
          var task =
              pool.submit(
                  () -> {
                    running.countDown();
                    Checks.await(go);
                  });
          running.await();
          wrong += Checks.same(1, withoutMain(OWNERS.threadsOf(second)).size());
          wrong += Checks.same(0, withoutMain(OWNERS.threadsOf(first)).size());
          go.countDown();
          task.get();
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "callerRunsBelongsToTheCaller",
        () -> {
          ThreadPoolExecutor pool =
              new ThreadPoolExecutor(
                  1,
                  1,
                  1,
                  TimeUnit.SECONDS,
                  new SynchronousQueue<>(),
                  new ThreadPoolExecutor.CallerRunsPolicy());
          CountDownLatch go = new CountDownLatch(1);
          cell();
          pool.execute(() -> Checks.await(go));
          int second = cell();
          String wrong = Checks.same(second, pool.submit(ask()).get());
          go.countDown();
          pool.shutdown();
          return wrong + Checks.same(second, OWNERS.current());
        });
    checks.check(
        "aPoolOfTheUsersOwnMakingWorksForTheSubmitterOfASupplier",
        () -> {
          LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
          cell();
          Thread worker =
              new Thread(
                  () -> {
                    try {
                      while (true) {
                        queue.take().run();
                      }
                    } catch (InterruptedException e) {
                      // the end
                    }
                  });
          worker.start();
          int second = cell();
          Executor own = queue::add;
          String wrong =
              Checks.same(second, CompletableFuture.supplyAsync(OWNERS::current, own).get());
          worker.interrupt();
          return wrong;
        });
  }

  private void schedules() {
    checks.check(
        "scheduledTasksBelongToWhoScheduledThem",
        () -> {
          ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
          int first = cell();
          var later = pool.schedule(ask(), 50, TimeUnit.MILLISECONDS);
          Set<Integer> ticks = ConcurrentHashMap.newKeySet();
          CountDownLatch three = new CountDownLatch(3);
          ScheduledFuture<?> periodic =
              pool.scheduleAtFixedRate(
                  () -> {
                    ticks.add(OWNERS.current());
                    three.countDown();
                  },
                  1,
                  5,
                  TimeUnit.MILLISECONDS);
          int second = cell();
          var other = pool.schedule(ask(), 1, TimeUnit.MILLISECONDS);
          String wrong = Checks.same(first, later.get()) + Checks.same(second, other.get());
          three.await();
          periodic.cancel(false);
          pool.shutdown();
          return wrong + Checks.same(Set.of(first), ticks);
        });
    checks.check(
        "aTimerTaskBelongsToTheCellThatScheduledIt",
        () -> {
          int first = cell();
          Timer timer = new Timer("timer", true);
          CompletableFuture<Integer> one = new CompletableFuture<>();
          timer.schedule(task(one), 50);
          int second = cell();
          CompletableFuture<Integer> two = new CompletableFuture<>();
          timer.schedule(task(two), 1, 1000);
          String wrong = Checks.same(first, one.get()) + Checks.same(second, two.get());
          timer.cancel();
          return wrong;
        });
    checks.check(
        "aDelayedExecutorBelongsToWhoUsesIt",
        () -> {
          int first = cell();
          Executor later = CompletableFuture.delayedExecutor(30, TimeUnit.MILLISECONDS);
          var answer = CompletableFuture.supplyAsync(OWNERS::current, later);
          cell();
          return Checks.same(first, answer.get());
        });
  }

  private void forkJoin() {
    checks.check(
        "theCommonPoolWorksForTheSubmitterDownToTheLastFork",
        () -> {
          cell();
          ForkJoinPool.commonPool().submit(ask()).get();
          int second = cell();
          return Checks.same(Set.of(second), new Spread(8).invoke())
              + Checks.same(Set.of(second), ForkJoinPool.commonPool().invoke(new Spread(8)));
        });
    checks.check(
        "aForkJoinTaskMadeInOneCellBelongsToTheCellThatSubmitsIt",
        () -> {
          cell();
          ForkJoinTask<Set<Integer>> spread = new Spread(3);
          ForkJoinPool pool = new ForkJoinPool(2);
          int second = cell();
          String wrong = Checks.same(Set.of(second), pool.submit(spread).get());
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "aParallelStreamBelongsToTheCellThatRunsIt",
        () -> {
          cell();
          IntStream.range(0, 100).parallel().sum();
          int second = cell();
          Set<Integer> seen = ConcurrentHashMap.newKeySet();
          IntStream.range(0, 10_000).parallel().forEach(i -> seen.add(OWNERS.current()));
          return Checks.same(Set.of(second), seen);
        });
    checks.check(
        "twoCellsInOneForkJoinPoolKeepApart",
        () -> {
          ForkJoinPool pool = new ForkJoinPool(2);
          int first = cell();
          var one = pool.submit(new Spread(10));
          int second = cell();
          var two = pool.submit(new Spread(10));
          String wrong =
              Checks.same(Set.of(first), one.get()) + Checks.same(Set.of(second), two.get());
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "aWorkStealingPoolBelongsToTheSubmitter",
        () -> {
          ExecutorService pool = Executors.newWorkStealingPool();
          cell();
          pool.submit(ask()).get();
          int second = cell();
          CompletableFuture<Integer> seen = new CompletableFuture<>();
          pool.execute(() -> seen.complete(OWNERS.current()));
          String wrong = Checks.same(second, seen.get());
          for (var future : pool.invokeAll(List.of(ask(), ask()))) {
            wrong += Checks.same(second, future.get());
          }
          pool.shutdown();
          return wrong;
        });
  }

  private void stages() {
    checks.check(
        "aStageBelongsToTheCellThatAttachedItWhoeverCompletesIt",
        () -> {
          int first = cell();
          CompletableFuture<String> source = new CompletableFuture<>();
          List<CompletableFuture<Integer>> attached = attachAll(source);
          cell();
          Thread completer = new Thread(() -> source.complete("x"));
          completer.start();
          completer.join();
          String wrong = "";
          for (var stage : attached) {
            wrong += Checks.same(first, stage.get(5, TimeUnit.SECONDS));
          }
          return wrong;
        });
    checks.check(
        "aStageCompletedByTheMainThreadOfAnotherCellLeavesThatCellAlone",
        () -> {
          int first = cell();
          CompletableFuture<String> source = new CompletableFuture<>();
          var attached = source.thenApply(x -> OWNERS.current());
          int second = cell();
          source.complete("x");
          return Checks.same(first, attached.get()) + Checks.same(second, OWNERS.current());
        });
    checks.check(
        "asynchronousStagesOnAPoolBelongToTheCellThatAttachedThem",
        () -> {
          ExecutorService pool = Executors.newFixedThreadPool(1);
          int first = cell();
          CompletableFuture<String> source = new CompletableFuture<>();
          var onPool = source.thenApplyAsync(x -> OWNERS.current(), pool);
          var onCommon = source.thenApplyAsync(x -> OWNERS.current());
          int second = cell();
          var other = source.thenApplyAsync(x -> OWNERS.current(), pool);
          pool.submit(() -> source.complete("x"));
          String wrong = Checks.same(first, onPool.get()) + Checks.same(first, onCommon.get());
          wrong += Checks.same(second, other.get());
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "aStageOfAStageBelongsToTheCellThatAttachedTheLatter",
        () -> {
          int first = cell();
          CompletableFuture<String> source = new CompletableFuture<>();
          var one = source.thenApply(x -> OWNERS.current());
          int second = cell();
          var two = one.thenApply(x -> List.of(x, OWNERS.current()));
          cell();
          new Thread(() -> source.complete("x")).start();
          return Checks.same(List.of(first, second), two.get());
        });
    checks.check(
        "aTimeoutRunsItsStagesForTheCellThatAttachedThem",
        () -> {
          int first = cell();
          var stage =
              new CompletableFuture<Integer>()
                  .orTimeout(20, TimeUnit.MILLISECONDS)
                  .exceptionally(e -> OWNERS.current());
          cell();
          return Checks.same(first, stage.get());
        });
    checks.check(
        "stagesOfAnHttpClientBelongToTheCellThatAttachedThem", HttpChecks::stagesOfAClient);
  }

  private static List<CompletableFuture<Integer>> attachAll(CompletableFuture<String> source) {
    var never = new CompletableFuture<String>();
    CompletableFuture<Integer> byRun = new CompletableFuture<>();
    source.thenRun(() -> byRun.complete(OWNERS.current()));
    CompletableFuture<Integer> byAccept = new CompletableFuture<>();
    source.thenAccept(x -> byAccept.complete(OWNERS.current()));
    CompletableFuture<Integer> byEither = new CompletableFuture<>();
    source.runAfterEither(never, () -> byEither.complete(OWNERS.current()));
    CompletableFuture<Integer> byWhen = new CompletableFuture<>();
    source.whenComplete((x, e) -> byWhen.complete(OWNERS.current()));
    return List.of(
        byRun,
        byAccept,
        byEither,
        byWhen,
        source.thenApply(x -> OWNERS.current()),
        source.handle((x, e) -> OWNERS.current()),
        source.thenCompose(x -> CompletableFuture.completedFuture(OWNERS.current())),
        source.thenCombine(source.thenApply(x -> x), (x, y) -> OWNERS.current()),
        source.applyToEither(never, x -> OWNERS.current()),
        CompletableFuture.allOf(source, source.thenApply(x -> x)).thenApply(x -> OWNERS.current()),
        CompletableFuture.anyOf(source, never).thenApply(x -> OWNERS.current()));
  }

  private void virtualThreads() {
    if (!Virtual.available()) {
      return;
    }
    checks.check(
        "aVirtualThreadBelongsToTheCellThatStartedIt",
        () -> {
          int first = cell();
          CountDownLatch go = new CountDownLatch(1);
          FutureTask<Integer> answer =
              new FutureTask<>(
                  () -> {
                    go.await();
                    Thread.sleep(5);
                    return OWNERS.current();
                  });
          Virtual.start(answer);
          cell();
          go.countDown();
          return Checks.same(first, answer.get());
        });
    checks.check(
        "aVirtualThreadATaskBelongsToTheSubmitter",
        () -> {
          ExecutorService pool = Virtual.pool();
          cell();
          pool.submit(ask()).get();
          int second = cell();
          String wrong = Checks.same(second, pool.submit(ask()).get());
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "virtualThreadsCanBeListedAndEnd",
        () -> {
          int first = cell();
          CountDownLatch go = new CountDownLatch(1);
          List<Thread> started = new ArrayList<>();
          for (int i = 0; i < 100; i++) {
            started.add(Virtual.start(() -> Checks.await(go)));
          }
          String wrong = Checks.same(100, withoutMain(OWNERS.threadsOf(first)).size());
          go.countDown();
          for (Thread thread : started) {
            thread.join();
          }
          wrong += Checks.same(List.of(), OWNERS.settle(first, 2_000));
          return wrong + Checks.same(0, withoutMain(OWNERS.threadsOf(first)).size());
        });
  }

  @SuppressWarnings("try") // a scope is not referenced
  private void policy() {
    checks.check(
        "latestSendsEverythingToTheLatestCell",
        () -> {
          int first = cell();
          CountDownLatch go = new CountDownLatch(1);
          FutureTask<Integer> answer =
              new FutureTask<>(
                  () -> {
                    go.await();
                    return OWNERS.current();
                  });
          Thread thread = new Thread(answer);
          thread.start();
          OWNERS.route(Route.LATEST);
          try {
            int second = cell();
            String wrong = Checks.same(second, OWNERS.cellOf(thread));
            wrong += Checks.same(List.of(thread), withoutMain(OWNERS.threadsOf(first)));
            go.countDown();
            return wrong + Checks.same(second, answer.get());
          } finally {
            OWNERS.route(Route.STARTING);
          }
        });
    checks.check(
        "aThreadBoundToACellBelongsToItAndSoDoItsThreads",
        () -> {
          cell();
          CountDownLatch go = new CountDownLatch(1);
          FutureTask<Integer> inner = new FutureTask<>(ask());
          FutureTask<Integer> answer =
              new FutureTask<>(
                  () -> {
                    go.await();
                    new Thread(inner).start();
                    return OWNERS.current();
                  });
          Thread thread = new Thread(answer);
          thread.start();
          int second = cell();
          OWNERS.bind(thread, second);
          cell();
          go.countDown();
          return Checks.same(second, answer.get()) + Checks.same(second, inner.get());
        });
    checks.check(
        "aScopeLastsUntilItIsClosed",
        () -> {
          int first = cell();
          int second = cell();
          int[] inside = new int[2];
          try (Scope scope = OWNERS.enter(first)) {
            inside[0] = OWNERS.current();
            try (Scope nested = OWNERS.enter(second)) {
              inside[1] = OWNERS.current();
            }
            inside[0] = Math.min(inside[0], OWNERS.current());
          }
          return Checks.same(first, inside[0])
              + Checks.same(second, inside[1])
              + Checks.same(second, OWNERS.current());
        });
    checks.check(
        "anUnknownThreadBelongsToTheLatestCell",
        () -> {
          int latest = cell();
          for (Map.Entry<Thread, StackTraceElement[]> entry :
              Thread.getAllStackTraces().entrySet()) {
            if (entry.getKey().getName().equals("Finalizer")) {
              return Checks.same(latest, OWNERS.cellOf(entry.getKey()));
            }
          }
          return "no thread that nobody started";
        });
    checks.check(
        "threadsOfTheJvmAndOfTheKernelAreInNoList",
        () -> {
          int first = cell();
          Thread own = new Thread(() -> Checks.sleep(200), "interleave-test");
          own.start();
          if (Virtual.available()) {
            Virtual.start(() -> Checks.sleep(1)).join();
          }
          List<String> names = new ArrayList<>();
          for (Thread thread : withoutMain(OWNERS.threadsOf(first))) {
            names.add(thread.getName());
          }
          return Checks.same(List.of(), names) + Checks.same(List.of(), OWNERS.running(first));
        });
  }

  static List<Thread> withoutMain(Collection<Thread> threads) {
    List<Thread> others = new ArrayList<>(threads);
    others.remove(Thread.currentThread());
    return others;
  }

  private static TimerTask task(CompletableFuture<Integer> seen) {
    return new TimerTask() {
      @Override
      public void run() {
        seen.complete(OWNERS.current());
      }
    };
  }

  /** A thread that lies about itself. */
  private static final class OddThread extends Thread {
    private final CountDownLatch go;

    OddThread(CountDownLatch go, Runnable body) {
      super(body);
      this.go = go;
    }

    @Override
    public void run() {
      Checks.await(go);
      super.run();
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof OddThread;
    }

    @Override
    public int hashCode() {
      return 1;
    }

    @Override
    @SuppressWarnings("deprecation")
    public long getId() {
      return 1;
    }
  }

  /** Sees which cells run the leaves of a tree of forks. */
  private static final class Spread extends RecursiveTask<Set<Integer>> {
    private static final long serialVersionUID = 1L;
    private final int depth;

    Spread(int depth) {
      this.depth = depth;
    }

    @Override
    protected Set<Integer> compute() {
      if (depth == 0) {
        return Set.of(OWNERS.current());
      }
      Spread left = new Spread(depth - 1);
      Spread right = new Spread(depth - 1);
      left.fork();
      Set<Integer> seen = new java.util.TreeSet<>(right.compute());
      seen.addAll(left.join());
      return seen;
    }
  }
}
