package io.interleave.it.owner;

import com.sun.net.httpserver.HttpServer;
import io.interleave.cell.owner.Owners;
import io.interleave.wire.Event.RunningWork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.Selector;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs in a JVM with the agent: what does a cell wait for? */
final class SettleProbe {
  private static final Owners OWNERS = Owners.ofThisJvm();
  private static final long WORK_MILLIS = 150;
  private static final long LIMIT_MILLIS = 5_000;

  private final Checks checks;

  SettleProbe(Checks checks) {
    this.checks = checks;
  }

  /** Starts work that adds one to the counter at its end. */
  private interface Starter {
    void start(AtomicInteger done) throws Exception;
  }

  void run() {
    waits();
    doesNotWait();
    names();
    newPools();
    races();
  }

  private static Runnable work(AtomicInteger done) {
    return () -> {
      Checks.sleep(WORK_MILLIS);
      done.incrementAndGet();
    };
  }

  private void waitsFor(String name, int results, Starter starter) {
    checks.check(
        name,
        () -> {
          int cell = AttributionProbe.cell();
          AtomicInteger done = new AtomicInteger();
          starter.start(done);
          long start = System.nanoTime();
          String wrong = Checks.same(List.of(), OWNERS.settle(cell, LIMIT_MILLIS));
          long millis = (System.nanoTime() - start) / 1_000_000;
          wrong += Checks.same(results, done.get());
          return wrong + (millis > 2_000 ? "took " + millis + " ms" : "");
        });
  }

  private void doesNotWaitFor(String name, Starter starter) {
    checks.check(
        name,
        () -> {
          int cell = AttributionProbe.cell();
          starter.start(new AtomicInteger());
          Checks.sleep(100);
          long start = System.nanoTime();
          String wrong = Checks.same(List.of(), OWNERS.settle(cell, LIMIT_MILLIS));
          long millis = (System.nanoTime() - start) / 1_000_000;
          return wrong + (millis > 1_000 ? "took " + millis + " ms" : "");
        });
  }

  private void waits() {
    waitsFor("waitsForAThread", 1, done -> new Thread(work(done)).start());
    waitsFor(
        "waitsForAThreadOfAThread",
        1,
        done -> new Thread(() -> new Thread(work(done)).start()).start());
    waitsFor(
        "waitsForTheTaskOfAPoolButNotForItsWorkers",
        3,
        done -> {
          ExecutorService pool = Executors.newFixedThreadPool(2);
          for (int i = 0; i < 3; i++) {
            pool.submit(work(done));
          }
        });
    waitsFor(
        "waitsForRawTasksOfACachedPool",
        3,
        done -> {
          ExecutorService pool = Executors.newCachedThreadPool();
          for (int i = 0; i < 3; i++) {
            pool.execute(work(done));
          }
        });
    waitsFor(
        "waitsForATaskOfADaemonPool",
        1,
        done -> {
          ExecutorService pool =
              Executors.newFixedThreadPool(
                  1,
                  body -> {
                    Thread thread = new Thread(body);
                    thread.setDaemon(true);
                    return thread;
                  });
          pool.submit(work(done));
        });
    waitsFor(
        "waitsForAOneShotDelayedTask",
        1,
        done ->
            Executors.newScheduledThreadPool(1)
                .schedule(done::incrementAndGet, WORK_MILLIS, TimeUnit.MILLISECONDS));
    waitsFor(
        "waitsForAOneShotTimerTask",
        1,
        done ->
            new Timer("one-shot")
                .schedule(
                    new TimerTask() {
                      @Override
                      public void run() {
                        done.incrementAndGet();
                      }
                    },
                    WORK_MILLIS));
    waitsFor(
        "waitsForADelayedExecutor",
        1,
        done -> {
          Executor later = CompletableFuture.delayedExecutor(WORK_MILLIS, TimeUnit.MILLISECONDS);
          CompletableFuture.runAsync(done::incrementAndGet, later);
        });
    waitsFor(
        "waitsForAChainOfStages",
        3,
        done ->
            CompletableFuture.runAsync(work(done))
                .thenRunAsync(work(done))
                .thenRunAsync(work(done)));
    waitsFor(
        "waitsForTheCommonPool",
        4,
        done -> {
          for (int i = 0; i < 4; i++) {
            ForkJoinPool.commonPool().execute(work(done));
          }
        });
    waitsFor(
        "waitsForATaskThatWaitsForATask",
        1,
        done -> {
          ExecutorService pool = Executors.newCachedThreadPool();
          pool.submit(() -> pool.submit(work(done)).get());
        });
    if (Virtual.available()) {
      waitsFor(
          "waitsForVirtualThreads",
          100,
          done -> {
            for (int i = 0; i < 100; i++) {
              Virtual.start(work(done));
            }
          });
      waitsFor(
          "waitsForAVirtualThreadPool",
          20,
          done -> {
            ExecutorService pool = Virtual.pool();
            for (int i = 0; i < 20; i++) {
              pool.submit(work(done));
            }
          });
    }
  }

  private void doesNotWait() {
    doesNotWaitFor("doesNotWaitForNothing", done -> {});
    doesNotWaitFor(
        "doesNotWaitForADaemon",
        done -> {
          Thread daemon = new Thread(() -> Checks.sleep(LIMIT_MILLIS), "daemon");
          daemon.setDaemon(true);
          daemon.start();
        });
    doesNotWaitFor(
        "doesNotWaitForIdleWorkers",
        done -> {
          Executors.newFixedThreadPool(2).submit(done::incrementAndGet).get();
          Executors.newScheduledThreadPool(2)
              .schedule(done::incrementAndGet, 1, TimeUnit.MILLISECONDS)
              .get();
          Executors.newCachedThreadPool().submit(done::incrementAndGet).get();
          new ForkJoinPool(2).submit(done::incrementAndGet).get();
          ForkJoinPool.commonPool().submit(done::incrementAndGet).get();
        });
    doesNotWaitFor(
        "doesNotWaitForPeriodicTicks",
        done -> {
          Executors.newScheduledThreadPool(1)
              .scheduleAtFixedRate(done::incrementAndGet, 1, 1, TimeUnit.SECONDS);
          new Timer("periodic")
              .schedule(
                  new TimerTask() {
                    @Override
                    public void run() {
                      done.incrementAndGet();
                    }
                  },
                  1,
                  1_000);
        });
    doesNotWaitFor(
        "doesNotWaitForAnAcceptLoop",
        done -> {
          ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
          new Thread(
                  () -> {
                    try {
                      socket.accept();
                    } catch (java.io.IOException e) {
                      throw new IllegalStateException(e);
                    }
                  })
              .start();
        });
    doesNotWaitFor(
        "doesNotWaitForASelector",
        done -> {
          Selector selector = Selector.open();
          new Thread(
                  () -> {
                    try {
                      selector.select();
                    } catch (java.io.IOException e) {
                      throw new IllegalStateException(e);
                    }
                  })
              .start();
        });
    doesNotWaitFor(
        "doesNotWaitForAnHttpServer",
        done -> {
          HttpServer server =
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
          server.setExecutor(Executors.newFixedThreadPool(1));
          server.start();
        });
    doesNotWaitFor(
        "doesNotWaitForAStageThatNobodyCompletes",
        done -> new CompletableFuture<String>().thenAcceptAsync(x -> done.incrementAndGet()));
    doesNotWaitFor(
        "doesNotWaitForTasksThatWereRemoved",
        done -> {
          ThreadPoolExecutor pool =
              new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
          CountDownLatch go = new CountDownLatch(1);
          pool.execute(() -> Checks.await(go));
          for (int i = 0; i < 5; i++) {
            pool.submit(() -> Checks.sleep(LIMIT_MILLIS));
          }
          pool.getQueue().poll();
          pool.getQueue().clear();
          go.countDown();
        });
    doesNotWaitFor(
        "doesNotWaitForAPoolThatWasShutDownNow",
        done -> {
          ExecutorService pool = Executors.newFixedThreadPool(1);
          for (int i = 0; i < 5; i++) {
            pool.submit(() -> Checks.sleep(LIMIT_MILLIS));
          }
          pool.shutdownNow();
        });
    doesNotWaitFor(
        "doesNotWaitForCancelledTasks",
        done -> {
          ScheduledExecutorService pool = Executors.newScheduledThreadPool(1);
          pool.schedule(done::incrementAndGet, 1, TimeUnit.HOURS).cancel(false);
          new CompletableFuture<String>().orTimeout(1, TimeUnit.HOURS).complete("now");
        });
    checks.check(
        "doesNotWaitForTheWorkOfAnotherCell",
        () -> {
          int first = AttributionProbe.cell();
          ExecutorService pool = Executors.newFixedThreadPool(2);
          CountDownLatch go = new CountDownLatch(1);
          pool.submit(() -> Checks.await(go));
          int second = AttributionProbe.cell();
          pool.submit(() -> Checks.sleep(50));
          String wrong = Checks.same(List.of(), OWNERS.settle(second, LIMIT_MILLIS));
          wrong += Checks.same(1, OWNERS.settle(first, 1).size());
          go.countDown();
          wrong += Checks.same(List.of(), OWNERS.settle(first, LIMIT_MILLIS));
          pool.shutdown();
          return wrong;
        });
    checks.check(
        "aCellThatStartedNothingCostsMicroseconds",
        () -> {
          Checks.sleep(1);
          for (int i = 0; i < 2_000; i++) {
            OWNERS.settle(AttributionProbe.cell(), LIMIT_MILLIS);
          }
          long start = System.nanoTime();
          for (int i = 0; i < 1_000; i++) {
            OWNERS.settle(AttributionProbe.cell(), LIMIT_MILLIS);
          }
          long micros = (System.nanoTime() - start) / 1_000_000;
          return micros > 100 ? "a settle takes " + micros + " µs" : "";
        });
  }

  private void names() {
    checks.check(
        "saysWhatStillRuns",
        () -> {
          int cell = AttributionProbe.cell();
          CountDownLatch go = new CountDownLatch(1);
          Thread sleeper = new Thread(() -> Checks.await(go), "sleeper");
          sleeper.start();
          ThreadPoolExecutor pool =
              new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
          for (int i = 0; i < 3; i++) {
            pool.execute(() -> Checks.await(go));
          }
          while (sleeper.getState() != Thread.State.TIMED_WAITING || pool.getQueue().size() != 2) {
            Thread.onSpinWait(); // until the check's own limit
          }
          List<RunningWork> running = OWNERS.settle(cell, 20);
          go.countDown();
          pool.shutdown();
          String text = running.toString();
          return text.contains("name=sleeper, state=TIMED_WAITING")
                  && text.contains("2 queued tasks")
                  && running.size() == 3
              ? ""
              : text;
        });
  }

  private void newPools() {
    checks.check(
        "nothingEndsWhileAPoolIsBorn",
        () -> {
          StringBuilder wrong = new StringBuilder();
          for (int i = 0; i < 300 && wrong.length() < 200; i++) {
            int cell = AttributionProbe.cell();
            AtomicInteger done = new AtomicInteger();
            ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
            later.schedule(done::incrementAndGet, 2, TimeUnit.MILLISECONDS);
            Timer timer = new Timer("short", i % 2 == 0);
            timer.schedule(
                new TimerTask() {
                  @Override
                  public void run() {
                    done.incrementAndGet();
                  }
                },
                2);
            new ForkJoinPool(1).execute(done::incrementAndGet);
            wrong.append(Checks.same(List.of(), OWNERS.settle(cell, LIMIT_MILLIS)));
            wrong.append(Checks.same(3, done.get()));
            later.shutdown();
            timer.cancel();
          }
          return wrong.toString();
        });
  }

  /** The hand-over from a queue to a worker must not be seen as the end. */
  private void races() {
    checks.check(
        "nothingEndsBetweenQueueAndWorker",
        () -> {
          ExecutorService cached = Executors.newCachedThreadPool();
          ExecutorService fixed = Executors.newFixedThreadPool(2);
          ScheduledExecutorService later = Executors.newScheduledThreadPool(1);
          StringBuilder wrong = new StringBuilder();
          for (int i = 0; i < 2_000 && wrong.length() < 200; i++) {
            int cell = AttributionProbe.cell();
            AtomicInteger done = new AtomicInteger();
            cached.execute(done::incrementAndGet);
            fixed.submit(
                () -> {
                  cached.submit(done::incrementAndGet);
                });
            later.schedule(
                () -> {
                  fixed.execute(done::incrementAndGet);
                },
                i % 3,
                TimeUnit.MILLISECONDS);
            CompletableFuture.supplyAsync(done::incrementAndGet)
                .thenRunAsync(done::incrementAndGet, cached)
                .thenRunAsync(done::incrementAndGet);
            wrong.append(Checks.same(List.of(), OWNERS.settle(cell, LIMIT_MILLIS)));
            wrong.append(Checks.same(6, done.get()));
          }
          cached.shutdown();
          fixed.shutdown();
          later.shutdown();
          return wrong.toString();
        });
  }
}
