package io.interleave.it.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/**
 * Programs whose answer is known: where a wait may last longer than asked for, because others want
 * the cores, the program measures itself what it waited.
 */
class KnownTruthIT extends ReportedCells {
  private static final int TIMES = 10;

  @BeforeAll
  static void declare() throws Exception {
    engine.run(
        """
        static void truth(String what, long sinceNanos) {
          String name = Thread.currentThread().getName();
          System.out.println("truth " + name + " " + what + " " + (System.nanoTime() - sinceNanos));
        }
        static void sleep(int ms) {
          long t = System.nanoTime();
          try { Thread.sleep(ms); } catch (InterruptedException e) { return; }
          truth("sleep", t);
        }
        static void awaitState(Thread thread, Thread.State state) {
          long end = System.nanoTime() + 5_000_000_000L;
          while (thread.getState() != state && System.nanoTime() < end) Thread.onSpinWait();
        }\
        """);
  }

  /**
   * What a thread waited, as it measured itself: within 2 % or 5 ms, but for what it measured of
   * its own CPU and ready time, and for a little that nothing saw.
   */
  private static void assertTrue(Report report, String thread, String what, String figure) {
    double truth = engine.truth(thread, what);
    double slack = Math.max(5, truth / 50);
    // A safepoint or a page from disk makes a thread wait without an event, on a busy machine for
    // some milliseconds; the table shows it as unaccounted.
    double unseen = Math.min(15, report.ms(thread, "unaccounted"));
    double measuring = report.ms(thread, "cpu") + report.ms(thread, "ready") + unseen;
    assertThat(report.ms(thread, figure))
        .as(report.text())
        .isBetween(truth - slack - measuring, truth + slack);
  }

  /** The states of each platform thread add up to its wall time within 2 % or 5 ms. */
  private static void assertAddsUp(Report report) {
    for (JsonObject thread : report.threads()) {
      if (!thread.get("kind").getAsString().equals("virtual")) {
        double wall = Report.ms(thread, "wall");
        assertThat(Report.unexplained(thread))
            .as(report.text())
            .isCloseTo(0, within(Math.max(5, wall / 50)));
      }
    }
  }

  @RepeatedTest(TIMES)
  void sleepersSleepForAsLongAsTheyAsk() throws Exception {
    Report report =
        engine.report(
            """
            List<Thread> all = new ArrayList<>();
            for (int i = 1; i <= 4; i++) {
              int ms = 50 * i;
              Thread t = new Thread(() -> sleep(ms), "sleeper-" + i);
              t.start();
              all.add(t);
            }
            long t = System.nanoTime();
            for (Thread each : all) each.join();
            truth("wait", t);\
            """);
    for (int i = 1; i <= 4; i++) {
      assertTrue(report, "sleeper-" + i, "sleep", "sleep");
      assertThat(report.thread("sleeper-" + i).get("startedBy").getAsString()).isEqualTo("main");
      assertThat(report.thread("sleeper-" + i).get("end").getAsString()).isEqualTo("finished");
    }
    assertTrue(report, "main", "wait", "wait");
    assertAddsUp(report);
  }

  @RepeatedTest(TIMES)
  void aMonitorGoesFromThreadToThread() throws Exception {
    Report report =
        engine.report(
            """
            Object account = new Object();
            CountDownLatch held = new CountDownLatch(1);
            Thread second = new Thread(() -> {
              long t = System.nanoTime();
              synchronized (account) { truth("blocked", t); }
            }, "second");
            Runnable hold = () -> {
              synchronized (account) {
                held.countDown();
                awaitState(second, Thread.State.BLOCKED);
                sleep(80);
              }
            };
            Thread first = new Thread(hold, "first");
            first.start();
            held.await();
            second.start();
            first.join();
            second.join();\
            """);
    assertThat(report.handOffs()).as(report.text()).containsExactly("first->second account");
    assertTrue(report, "second", "blocked", "blocked");
    assertThat(report.ms("first", "blocked")).isZero();
    assertThat(report.entries("locks").get(0).get("lines").getAsString()).endsWith(", line 6");
    assertThat(report.text()).contains("Contention: ").contains("first -> second");
    assertAddsUp(report);
  }

  @RepeatedTest(TIMES)
  void aReentrantLockIsNamedByItsVariable() throws Exception {
    Report report =
        engine.report(
            """
            ReentrantLock till = new ReentrantLock();
            CountDownLatch held = new CountDownLatch(1);
            Thread second = new Thread(() -> {
              long t = System.nanoTime();
              till.lock();
              truth("blocked", t);
              till.unlock();
            }, "second");
            Thread first = new Thread(() -> {
              till.lock();
              held.countDown();
              awaitState(second, Thread.State.WAITING);
              sleep(80);
              till.unlock();
            }, "first");
            first.start();
            held.await();
            second.start();
            first.join();
            second.join();\
            """);
    assertTrue(report, "second", "blocked", "blocked");
    assertThat(report.entries("locks").get(0).get("lock").getAsString()).isEqualTo("till");
    assertThat(report.handOffs()).as(report.text()).containsExactly("first->second till");
    assertAddsUp(report);
  }

  /** As a thread that ends has it for a moment: main waits for the end, whatever that takes. */
  @RepeatedTest(TIMES)
  void wantingTheMonitorOfAThreadInJoinIsWaitingForIt() throws Exception {
    Report report =
        engine.report(
            """
            CountDownLatch held = new CountDownLatch(1);
            Thread joined = new Thread(() -> sleep(120), "joined");
            Thread holder = new Thread(() -> {
              synchronized (joined) {
                held.countDown();
                sleep(80);
              }
            }, "holder");
            joined.start();
            holder.start();
            held.await();
            long t = System.nanoTime();
            joined.join();
            truth("wait", t);
            holder.join();\
            """);
    assertTrue(report, "main", "wait", "wait");
    assertThat(report.ms("main", "blocked")).as(report.text()).isZero();
    assertThat(report.handOffs()).as(report.text()).isEmpty();
    assertAddsUp(report);
  }

  @Test
  void whatAMethodReferenceWaitsInIsNamed() throws Exception {
    Report report =
        engine.report(
            """
            Executor starter = task -> new Thread(task, "other").start();
            var tasks = List.of(CompletableFuture.runAsync(() -> sleep(120), starter));
            tasks.forEach(CompletableFuture::join);\
            """);
    assertThat(report.entries("spans"))
        .as(report.text())
        .extracting(span -> span.get("what").getAsString())
        .contains("CompletableFuture.join")
        .doesNotContain("List.forEach", "ImmutableCollections.forEach", "Iterable.forEach");
  }

  @RepeatedTest(TIMES)
  void aConsumerWaitsForItsProducer() throws Exception {
    Report report =
        engine.report(
            """
            BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
            Thread consumer = new Thread(() -> {
              long t = System.nanoTime();
              try { for (int i = 0; i < 5; i++) queue.take(); } catch (InterruptedException e) { }
              truth("wait", t);
            }, "consumer");
            Thread producer = new Thread(() -> {
              try {
                for (int i = 0; i < 5; i++) { Thread.sleep(40); queue.put(i); }
              } catch (InterruptedException e) { }
            }, "producer");
            consumer.start();
            producer.start();
            consumer.join();
            producer.join();\
            """);
    assertTrue(report, "consumer", "wait", "wait");
    assertThat(report.entries("spans"))
        .anyMatch(s -> s.get("what").getAsString().equals("LinkedBlockingQueue.take"));
    assertAddsUp(report);
  }

  @RepeatedTest(TIMES)
  void cpuTimeIsWhatTheJvmCounts() throws Exception {
    Report report =
        engine.report(
            """
            long[] counted = new long[1];
            Thread burner = new Thread(() -> {
              var bean = java.lang.management.ManagementFactory.getThreadMXBean();
              long x = 1;
              while (bean.getCurrentThreadCpuTime() < 150_000_000L) {
                for (int i = 0; i < 100_000; i++) x = x * 31 + i;
              }
              counted[0] = bean.getCurrentThreadCpuTime();
              if (x == 0) System.out.println("never");
            }, "burner");
            burner.start();
            burner.join();
            System.out.println(counted[0]);\
            """);
    assertThat(report.ms("burner", "cpu")).as(report.text()).isCloseTo(150, within(15.0));
    assertAddsUp(report);
  }

  @RepeatedTest(TIMES)
  void moreThreadsThanCoresAreReadyWithoutOne() throws Exception {
    Report report =
        engine.report(
            """
            List<Thread> all = new ArrayList<>();
            int count = 3 * Runtime.getRuntime().availableProcessors();
            for (int i = 0; i < count; i++) {
              Thread t = new Thread(() -> {
                long x = 1;
                for (long k = 0; k < 60_000_000L; k++) x = x * 31 + (k ^ x);
                if (x == 0) System.out.println("never");
              }, "burner-" + i);
              t.start();
              all.add(t);
            }
            for (Thread t : all) t.join();\
            """);
    double ready = 0;
    double wall = 0;
    for (JsonObject thread : report.threads()) {
      if (thread.get("name").getAsString().startsWith("burner")) {
        ready += Report.ms(thread, "ready");
        wall += Report.ms(thread, "wall");
      }
    }
    assertThat(ready / wall).as(report.text()).isGreaterThan(0.3);
    assertAddsUp(report);
  }

  @RepeatedTest(TIMES)
  void aPoolOfThreeCellsAppearsInEachWithItsWorkThere() throws Exception {
    engine.run(
        """
        ExecutorService pool = Executors.newFixedThreadPool(2);
        CyclicBarrier both = new CyclicBarrier(2);\
        """);
    for (int ms : List.of(60, 120, 180)) {
      Report report =
          engine.report(
              "List<Future<?>> all = new ArrayList<>();\n"
                  + "for (int i = 0; i < 2; i++) all.add(pool.submit(() -> {\n"
                  + "  both.await(); Thread.sleep("
                  + ms
                  + "); return 1; }));\n"
                  + "for (Future<?> f : all) f.get();");
      List<JsonObject> workers = new ArrayList<>(report.threads());
      workers.removeIf(t -> !t.get("kind").getAsString().equals("pool"));
      assertThat(workers).as(report.text()).hasSize(2);
      double sleep = workers.stream().mapToDouble(t -> Report.ms(t, "sleep")).sum();
      assertThat(sleep).as(report.text()).isGreaterThan(2.0 * ms - 2);
      assertAddsUp(report);
    }
    engine.run("pool.shutdown();");
  }

  @RepeatedTest(TIMES)
  void anExceptionEndsAThread() throws Exception {
    Report report =
        engine.report(
            """
            Thread t = new Thread(() -> { throw new IllegalStateException("on purpose"); }, "doomed");
            t.start();
            t.join();\
            """);
    assertThat(report.thread("doomed").get("end").getAsString())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void aThreadThatIsStartedTwiceIsOneThread() throws Exception {
    Report report =
        engine.report(
            """
            Thread t = new Thread(() -> sleep(5), "once");
            t.start();
            t.join();
            try { t.start(); } catch (IllegalThreadStateException e) { sleep(20); }\
            """);
    assertThat(report.json().get("threadCount").getAsInt()).as(report.text()).isEqualTo(2);
  }

  @RepeatedTest(TIMES)
  void aThreadThatOutlivesItsCellSleepsOn() throws Exception {
    // The ready time of a thread that lives is found by its name.
    String owl = "owl-" + engine.cell();
    engine.settleMillis(100);
    try {
      Report report =
          engine.report(
              """
              Thread t = new Thread(() -> {
                try { Thread.sleep(20_000); } catch (InterruptedException e) { }
              }, "OWL");
              t.setDaemon(true);
              t.start();
              Thread.sleep(200);\
              """
                  .replace("OWL", owl));
      assertThat(report.thread(owl).get("end").getAsString()).isEqualTo("running");
      assertThat(report.ms(owl, "sleep")).as(report.text()).isGreaterThan(180);
      assertAddsUp(report);
    } finally {
      engine.settleMillis(10_000);
    }
  }

  @RepeatedTest(TIMES)
  void aParallelStreamShowsItsWorkers() throws Exception {
    Report report =
        engine.report(
            """
            java.util.stream.IntStream.range(0, 8).parallel().forEach(i -> {
              try { Thread.sleep(30); } catch (InterruptedException e) { }
            });\
            """);
    assertThat(report.threads())
        .as(report.text())
        .anyMatch(t -> t.get("name").getAsString().startsWith("ForkJoinPool.commonPool-worker"));
    assertAddsUp(report);
  }

  @RepeatedTest(TIMES)
  void aCellWithoutThreadsShowsNothing() throws Exception {
    engine.run("int sum = 0; for (int i = 0; i < 10; i++) sum += i;");
    assertThat(engine.displays(engine.cell())).isEmpty();
    engine.run("sum");
    assertThat(engine.displays(engine.cell())).isEmpty();
  }

  @RepeatedTest(TIMES)
  void aSynchronizedMethodsLockIsCalledWhatTheCallerCallsIt() throws Exception {
    engine.run(
        """
        class Oven {
          synchronized void bake(Thread next) {
            if (next != null) awaitState(next, Thread.State.BLOCKED);
            sleep(20);
          }
        }
        Oven oven = new Oven();\
        """);
    Report report =
        engine.report(
            """
            CountDownLatch inside = new CountDownLatch(1);
            Thread second = new Thread(() -> {
              try { inside.await(); } catch (InterruptedException e) { }
              oven.bake(null);
            }, "second");
            Thread first = new Thread(() -> {
              synchronized (oven) { inside.countDown(); oven.bake(second); }
            }, "first");
            second.start();
            first.start();
            first.join();
            second.join();\
            """);
    assertThat(report.handOffs()).as(report.text()).containsExactly("first->second oven");
    assertThat(report.text()).doesNotContain("sampled", "this Oven");
  }

  @RepeatedTest(3)
  void waitingForTheInitialisationOfAClassIsCalledThat() throws Exception {
    String slow = "Slow" + engine.cell();
    engine.run(
        """
        CountDownLatch bothSLOW = new CountDownLatch(2);
        class SLOW {
          static final int x = slow();
          static int slow() {
            try { bothSLOW.await(); } catch (InterruptedException e) { }
            sleep(300); // the JVM does not say that a thread waits for the initialisation
            return 1;
          }
        }\
        """
            .replace("SLOW", slow));
    Report report =
        engine.report(
            """
            Runnable reads = () -> {
              bothSLOW.countDown();
              System.out.println(SLOW.x);
            };
            Thread first = new Thread(reads, "first");
            Thread second = new Thread(reads, "second");
            first.start();
            second.start();
            first.join();
            second.join();\
            """
                .replace("SLOW", slow));
    assertThat(report.text()).contains("in class initialisation").doesNotContain("[I@");
  }

  @RepeatedTest(TIMES)
  void printingIsNoHandOffOfALock() throws Exception {
    Report report =
        engine.report(
            """
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
              Thread t = new Thread(() -> {
                try { go.await(); } catch (InterruptedException e) { }
                for (int k = 0; k < 50; k++) System.out.println(Thread.currentThread().getName());
              }, "printer-" + i);
              t.start();
              all.add(t);
            }
            go.countDown();
            for (Thread t : all) t.join();\
            """);
    assertThat(report.handOffs()).as(report.text()).isEmpty();
    assertThat(report.thread("printer-2").get("lines").getAsLong()).isEqualTo(50);
  }

  @RepeatedTest(TIMES)
  void withoutEventsSleepIsUnaccounted() throws Exception {
    String sleeps = "jdk.ThreadSleep";
    String recording = "jdk.jfr.FlightRecorder.getFlightRecorder().getRecordings().get(0)";
    engine.run(recording + ".disable(\"" + sleeps + "\");");
    try {
      Report report =
          engine.report(
              """
              Thread t = new Thread(() -> {
                try { Thread.sleep(300); } catch (InterruptedException e) { }
              }, "unseen");
              t.start();
              t.join();\
              """);
      assertThat(report.ms("unseen", "sleep")).as(report.text()).isZero();
      assertThat(report.ms("unseen", "unaccounted")).as(report.text()).isGreaterThan(280);
      assertThat(report.text()).contains("unaccounted");
      assertAddsUp(report);
    } finally {
      engine.run(
          recording
              + ".enable(\""
              + sleeps
              + "\").withThreshold(java.time.Duration.ZERO).withStackTrace();");
    }
  }

  @RepeatedTest(TIMES)
  void anAsynchronousStageBelongsToTheCellThatAttachedIt() throws Exception {
    engine.run(
        """
        ExecutorService desk = Executors.newFixedThreadPool(1);
        CompletableFuture<Integer> order = new CompletableFuture<>();
        desk.submit(() -> { }).get();\
        """);
    engine.run(
        """
        CompletableFuture<Integer> stage = order.thenApplyAsync(n -> { sleep(60); return n + 1; }, desk);\
        """);
    int attached = engine.cell();
    engine.run("order.complete(1); System.out.println(stage.get());");
    int completed = engine.cell();
    assertThat(engine.output(attached)).contains(" sleep ");
    assertThat(engine.output(completed)).isEqualTo("2\n");
    assertThat(engine.displays(completed))
        .noneMatch(d -> d.data().getOrDefault("text/plain", "").contains("pool-"));
    engine.run("desk.shutdown();");
  }
}
