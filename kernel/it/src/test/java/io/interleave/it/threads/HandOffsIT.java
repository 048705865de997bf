package io.interleave.it.threads;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;

/** Arrows show hand-offs that happened and no others. */
class HandOffsIT extends ReportedCells {
  private static final int TIMES = 5;

  @BeforeAll
  static void declare() throws Exception {
    engine.run(
        """
        import java.util.concurrent.locks.*;
        static void awaitWaiting(Thread thread) {
          long end = System.nanoTime() + 20_000_000_000L;
          while (!thread.getState().name().endsWith("WAITING") && System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        }
        static Thread thread(String name, Callable<?> code) {
          Thread t = new Thread(() -> {
            try { code.call(); } catch (InterruptedException e) { } catch (Exception e) { throw new Error(e); }
          }, name);
          t.start();
          return t;
        }\
        """);
  }

  @RepeatedTest(TIMES)
  void whoGivesUpIsHandedNothing() throws Exception {
    Report report =
        engine.report(
            """
            ReentrantLock till = new ReentrantLock();
            till.lock();
            Thread impatient = thread("impatient", () -> till.tryLock(60, TimeUnit.MILLISECONDS));
            Thread stopped = thread("stopped", () -> { till.lockInterruptibly(); return 0; });
            awaitWaiting(stopped);
            stopped.interrupt();
            impatient.join();
            stopped.join();
            till.unlock();\
            """);
    assertThat(report.handOffs()).as(report.text()).isEmpty();
    assertThat(report.ms("impatient", "blocked")).as(report.text()).isGreaterThan(40);
    assertThat(report.text()).doesNotContain("->");
  }

  /** The control: the same calls, and this time they get the lock. */
  @RepeatedTest(TIMES)
  void whoGetsTheLockInTimeIsHandedIt() throws Exception {
    Report report =
        engine.report(
            """
            ReentrantLock till = new ReentrantLock();
            till.lock();
            Thread patient =
                thread("patient", () -> { till.tryLock(20, TimeUnit.SECONDS); till.unlock(); return 0; });
            awaitWaiting(patient);
            till.unlock();
            patient.join();\
            """);
    assertThat(report.handOffs())
        .as(report.text())
        .singleElement()
        .asString()
        .startsWith("main->patient ");
  }

  @RepeatedTest(TIMES)
  void readersAreHandedALockByItsWriter() throws Exception {
    Report report =
        engine.report(
            """
            ReadWriteLock book = new ReentrantReadWriteLock();
            book.writeLock().lock();
            Callable<Integer> reads =
                () -> { book.readLock().lock(); book.readLock().unlock(); return 0; };
            Thread ann = thread("ann", reads);
            Thread ben = thread("ben", reads);
            awaitWaiting(ann);
            awaitWaiting(ben);
            book.writeLock().unlock();
            ann.join();
            ben.join();\
            """);
    assertThat(report.handOffs())
        .as(report.text())
        .hasSize(2)
        .allMatch(h -> h.startsWith("main->"));
  }
}
