package io.interleave.it.threads;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.interleave.front.engine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Waits of virtual threads, each of which measures itself how long it waited. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualTruthIT extends ReportedCells {
  private static final int TIMES = 5;

  @BeforeAll
  static void declare() throws Exception {
    engine.run(
        """
        import java.util.concurrent.locks.*;
        interface Wait { void await() throws Exception; }
        static void waits(String what, Wait wait) throws Exception {
          long t = System.nanoTime();
          wait.await();
          long nanos = System.nanoTime() - t;
          System.out.println("truth " + Thread.currentThread().getName() + " " + what + " " + nanos);
        }
        static Thread virtual(String name, Wait body) {
          return Thread.ofVirtual().name(name).start(() -> {
            try { body.await(); } catch (Exception e) { throw new IllegalStateException(e); }
          });
        }\
        """);
  }

  /**
   * All that the thread waited, it waited in this state: but for what it takes to wake up on a busy
   * machine, which counts as waiting for the thread and not for the kernel.
   */
  private static void assertTrue(Report report, String thread, String figure) {
    double truth = engine.truth(thread, figure);
    assertThat(truth).isGreaterThan(40);
    assertThat(report.ms(thread, figure))
        .as(thread + " waited " + truth + " ms\n" + report.text())
        .isBetween(truth - 25, truth + 1);
    for (String other : new String[] {"sleep", "blocked", "wait"}) {
      if (!other.equals(figure)) {
        assertThat(report.ms(thread, other)).as(report.text()).isLessThan(5);
      }
    }
  }

  private static String span(Report report, String thread) {
    long id = report.thread(thread).get("id").getAsLong();
    JsonObject longest = null;
    for (JsonObject span : report.entries("spans")) {
      if (span.get("thread").getAsLong() == id
          && (longest == null || length(span) > length(longest))) {
        longest = span;
      }
    }
    assertThat(longest).as(thread + " has no span in\n" + report.text()).isNotNull();
    return longest.get("what").getAsString()
        + longest.get("where").getAsString().replaceFirst(".*,", ",");
  }

  private static long length(JsonObject span) {
    return span.get("to").getAsLong() - span.get("from").getAsLong();
  }

  @RepeatedTest(TIMES)
  void whateverAVirtualThreadParksForIsWaiting() throws Exception {
    Report report =
        engine.report(
            """
            CountDownLatch latch = new CountDownLatch(1);
            BlockingQueue<Integer> queue = new LinkedBlockingQueue<>();
            Semaphore permits = new Semaphore(0);
            Thread parked = virtual("parked", () -> waits("wait", LockSupport::park));
            virtual("timed", () -> waits("wait", () -> LockSupport.parkNanos(100_000_000)));
            virtual("reference", () -> waits("wait", latch::await));
            virtual("latch", () -> waits("wait", () -> latch.await()));
            virtual("queue", () -> waits("wait", () -> queue.take()));
            virtual("permit", () -> waits("wait", permits::acquire));
            Thread last = virtual("join", () -> waits("wait", () -> parked.join()));
            Thread.sleep(100);
            LockSupport.unpark(parked);
            latch.countDown();
            queue.put(1);
            permits.release();
            last.join();\
            """);
    for (String thread :
        new String[] {"parked", "timed", "reference", "latch", "queue", "permit", "join"}) {
      assertTrue(report, thread, "wait");
    }
    assertThat(span(report, "reference")).startsWith("CountDownLatch.await, line ");
    assertThat(span(report, "latch")).isEqualTo("CountDownLatch.await, line 8");
    assertThat(span(report, "queue")).isEqualTo("LinkedBlockingQueue.take, line 9");
    // Whom it joined is guessed from who ended then, and here several do.
    assertThat(span(report, "join")).matches("join\\(\\w*\\), line 11");
  }

  @RepeatedTest(TIMES)
  void aVirtualThreadIsBlockedOnALock() throws Exception {
    Report report =
        engine.report(
            """
            ReentrantLock till = new ReentrantLock();
            CountDownLatch held = new CountDownLatch(1);
            Thread first = virtual("first", () -> {
              till.lock();
              held.countDown();
              Thread.sleep(100);
              till.unlock();
            });
            held.await();
            Thread second = virtual("second", () -> {
              waits("blocked", () -> {
                till.lock();
              });
              till.unlock();
            });
            second.join();
            first.join();\
            """);
    assertTrue(report, "second", "blocked");
    assertThat(span(report, "second")).isEqualTo("till, line 13");
    assertThat(report.handOffs()).as(report.text()).containsExactly("first->second till");
  }

  @RepeatedTest(TIMES)
  void aVirtualThreadIsBlockedOnAMonitor() throws Exception {
    Report report =
        engine.report(
            """
            Object account = new Object();
            CountDownLatch held = new CountDownLatch(1);
            Thread first = virtual("first", () -> {
              synchronized (account) {
                held.countDown();
                Thread.sleep(100);
              }
            });
            held.await();
            Thread second = virtual("second", () -> {
              waits("blocked", () -> {
                synchronized (account) { }
              });
            });
            second.join();
            first.join();\
            """);
    assertTrue(report, "second", "blocked");
    assertThat(span(report, "second")).isEqualTo("account, line 13");
  }

  @RepeatedTest(TIMES)
  void aVirtualThreadWaitsToBeNotified() throws Exception {
    Report report =
        engine.report(
            """
            Object bell = new Object();
            Thread waiter = virtual("waiter", () -> waits("wait", () -> {
              synchronized (bell) {
                bell.wait();
              }
            }));
            Thread timed = virtual("timed", () -> waits("wait", () -> {
              synchronized (bell) { bell.wait(60); }
            }));
            Thread.sleep(100);
            synchronized (bell) { bell.notifyAll(); }
            waiter.join();
            timed.join();\
            """);
    assertTrue(report, "waiter", "wait");
    assertTrue(report, "timed", "wait");
    assertThat(span(report, "waiter")).matches("Object@\\d+\\.wait\\(\\), line 5");
  }

  @RepeatedTest(TIMES)
  void aVirtualThreadThatComputesDoesNotWait() throws Exception {
    Report report =
        engine.report(
            """
            Thread burner = virtual("burner", () -> {
              long end = System.nanoTime() + 60_000_000;
              while (System.nanoTime() < end) Thread.onSpinWait();
            });
            burner.join();\
            """);
    for (String figure : new String[] {"sleep", "blocked", "wait"}) {
      assertThat(report.ms("burner", figure)).as(report.text()).isZero();
    }
  }

  /** The best of five at most: others may want the cores. */
  @Test
  void aHundredThousandWaitsAreReportedWithinThreeSeconds() throws Exception {
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 5 && least >= 3000; i++) {
      Report report =
          engine.report(
              """
              CountDownLatch gate = new CountDownLatch(1);
              List<Thread> all = new ArrayList<>();
              for (int i = 0; i < 100_000; i++) {
                all.add(virtual("v" + i, () -> gate.await()));
              }
              gate.countDown();
              for (Thread t : all) t.join();
              System.out.println("truth main end " + System.nanoTime());\
              """);
      least = Math.min(least, engine.shownMillis("text/plain") - engine.truth("main", "end"));
      assertThat(report.text()).contains("CountDownLatch.await");
    }
    assertThat(least).as("ms from the end of the last thread to the table").isLessThan(3000);
  }

  @Test
  void threadsOfEarlierCellsAreForgotten() throws Exception {
    Path own = Files.createDirectories(folder.resolve("small"));
    try (ReportedEngine small = new ReportedEngine(own, "-Xmx120m")) {
      for (int cell = 0; cell < 6; cell++) {
        Report report =
            small.report(
                """
                CountDownLatch gate = new CountDownLatch(1);
                List<Thread> all = new ArrayList<>();
                for (int i = 0; i < 50_000; i++) {
                  all.add(Thread.ofVirtual().start(() -> {
                    try { gate.await(); } catch (InterruptedException e) { }
                  }));
                }
                gate.countDown();
                for (Thread t : all) t.join();\
                """);
        assertThat(report.outcome()).as("cell " + cell).isInstanceOf(Outcome.Succeeded.class);
        assertThat(report.json().get("threadCount").getAsInt()).isEqualTo(50_001);
      }
    }
  }
}
