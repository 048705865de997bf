package io.interleave.it.threads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.interleave.front.engine.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Threads that wait for each other are reported while they do, and no others. */
class DeadlocksIT extends ReportedCells {
  @Test
  void aDeadlockOfMonitorsIsReported() throws Exception {
    assertDeadlock(
        """
        Object lockA = new Object();
        Object lockB = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Thread left = new Thread(() -> {
          synchronized (lockA) {
            both.countDown();
            try { both.await(); } catch (InterruptedException e) { }
            synchronized (lockB) { }
          }
        }, "left");
        Thread right = new Thread(() -> {
          synchronized (lockB) {
            both.countDown();
            try { both.await(); } catch (InterruptedException e) { }
            synchronized (lockA) { }
          }
        }, "right");
        left.setDaemon(true);
        right.setDaemon(true);
        left.start();
        right.start();
        Thread.sleep(2000);\
        """);
  }

  @Test
  void aDeadlockOfReentrantLocksIsReported() throws Exception {
    assertDeadlock(
        """
        ReentrantLock lockA = new ReentrantLock();
        ReentrantLock lockB = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread left = new Thread(() -> {
          try {
            lockA.lockInterruptibly();
            both.countDown();
            both.await();
            lockB.lockInterruptibly();
          } catch (InterruptedException e) { }
        }, "left");
        Thread right = new Thread(() -> {
          try {
            lockB.lockInterruptibly();
            both.countDown();
            both.await();
            lockA.lockInterruptibly();
          } catch (InterruptedException e) { }
        }, "right");
        left.setDaemon(true);
        right.setDaemon(true);
        left.start();
        right.start();
        Thread.sleep(2000);\
        """);
  }

  @Test
  void twoObjectsOfAClassAreToldApartInADeadlock() throws Exception {
    CompletableFuture<Outcome> cell =
        engine.start(
            """
            class Friend {
              static CountDownLatch both = new CountDownLatch(2);
              synchronized void bow(Friend other) {
                both.countDown();
                try { both.await(); } catch (InterruptedException e) { }
                other.bowBack();
              }
              synchronized void bowBack() { }
            }
            Friend alphonse = new Friend();
            Friend gaston = new Friend();
            Thread left = new Thread(() -> alphonse.bow(gaston), "left");
            Thread right = new Thread(() -> gaston.bow(alphonse), "right");
            left.setDaemon(true);
            right.setDaemon(true);
            left.start();
            right.start();
            Thread.sleep(2000);\
            """);
    String text = engine.await("Deadlock: ").data().get("text/plain");
    assertThat(text)
        .containsPattern("left +alphonse +gaston +right ")
        .containsPattern("right +gaston +alphonse +left ");
    cell.get(60, TimeUnit.SECONDS);
    engine.run("1");
    engine.interrupt();
  }

  @Test
  void locksThatOneLineTakesAreToldApartInADeadlock() throws Exception {
    assertDeadlock(
        """
        ReentrantLock lockA = new ReentrantLock();
        ReentrantLock lockB = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        void take(ReentrantLock first, ReentrantLock second) {
          try {
            first.lockInterruptibly();
            both.countDown();
            both.await();
            second.lockInterruptibly();
          } catch (InterruptedException e) { }
        }
        Thread left = new Thread(() -> take(lockA, lockB), "left");
        Thread right = new Thread(() -> take(lockB, lockA), "right");
        left.setDaemon(true);
        right.setDaemon(true);
        left.start();
        right.start();
        Thread.sleep(2000);\
        """);
  }

  @Test
  void theForksOfPhilosophersAreToldApartInADeadlock() throws Exception {
    CompletableFuture<Outcome> cell =
        engine.start(
            """
            class Table {
              final ReentrantLock[] forks = { new ReentrantLock(), new ReentrantLock() };
              final CountDownLatch both = new CountDownLatch(2);
              void dine(int seat) {
                ReentrantLock left = forks[seat];
                ReentrantLock right = forks[1 - seat];
                try {
                  left.lockInterruptibly();
                  both.countDown();
                  both.await();
                  right.lockInterruptibly();
                } catch (InterruptedException e) { }
              }
            }
            Table table = new Table();
            Thread plato = new Thread(() -> table.dine(0), "plato");
            Thread kant = new Thread(() -> table.dine(1), "kant");
            plato.setDaemon(true);
            kant.setDaemon(true);
            plato.start();
            kant.start();
            Thread.sleep(2000);\
            """);
    String text = engine.await("Deadlock: ").data().get("text/plain");
    assertThat(text)
        .containsPattern("plato +table.forks\\[0\\] +table.forks\\[1\\] +kant ")
        .containsPattern("kant +table.forks\\[1\\] +table.forks\\[0\\] +plato ");
    cell.get(60, TimeUnit.SECONDS);
    engine.interrupt();
  }

  @Test
  void aDeadlockOfMonitorsOfVirtualThreadsIsReported() throws Exception {
    // Before 25 the JDK does not say which monitors a virtual thread holds.
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    assertDeadlock(
        """
        Object lockA = new Object();
        Object lockB = new Object();
        CountDownLatch both = new CountDownLatch(2);
        Thread.ofVirtual().name("left").start(() -> {
          synchronized (lockA) {
            both.countDown();
            try { both.await(); } catch (InterruptedException e) { }
            synchronized (lockB) { }
          }
        });
        Thread.ofVirtual().name("right").start(() -> {
          synchronized (lockB) {
            both.countDown();
            try { both.await(); } catch (InterruptedException e) { }
            synchronized (lockA) { }
          }
        });
        Thread.sleep(2000);\
        """);
  }

  @Test
  void aDeadlockOfVirtualThreadAndPlatformThreadIsReported() throws Exception {
    // One lock of each kind: 17 has no virtual threads, and monitors are known from 25 on.
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    assertDeadlock(
        """
        Object lockA = new Object();
        ReentrantLock lockB = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread.ofVirtual().name("left").start(() -> {
          synchronized (lockA) {
            both.countDown();
            try { both.await(); lockB.lockInterruptibly(); } catch (InterruptedException e) { }
          }
        });
        Thread right = new Thread(() -> {
          lockB.lock();
          both.countDown();
          try { both.await(); } catch (InterruptedException e) { }
          synchronized (lockA) { }
          lockB.unlock();
        }, "right");
        right.setDaemon(true);
        right.start();
        Thread.sleep(2000);\
        """);
  }

  @Test
  void aDeadlockOfReentrantLocksOfVirtualThreadsIsReported() throws Exception {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
    assertDeadlock(
        """
        ReentrantLock lockA = new ReentrantLock();
        ReentrantLock lockB = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread.ofVirtual().name("left").start(() -> {
          try {
            lockA.lockInterruptibly();
            both.countDown();
            both.await();
            lockB.lockInterruptibly();
          } catch (InterruptedException e) { }
        });
        Thread.ofVirtual().name("right").start(() -> {
          try {
            lockB.lockInterruptibly();
            both.countDown();
            both.await();
            lockA.lockInterruptibly();
          } catch (InterruptedException e) { }
        });
        Thread.sleep(2000);\
        """);
  }

  @Test
  void virtualThreadsThatWaitForALockInUseAreNoDeadlock() throws Exception {
    assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(21);
    Report report =
        engine.report(
            """
            Object busy = new Object();
            CountDownLatch held = new CountDownLatch(1);
            Thread holder = Thread.ofVirtual().name("holder").start(() -> {
              synchronized (busy) {
                held.countDown();
                try { Thread.sleep(1500); } catch (InterruptedException e) { }
              }
            });
            held.await();
            Thread waiter = Thread.ofVirtual().name("waiter").start(() -> {
              synchronized (busy) { }
            });
            holder.join();
            waiter.join();\
            """);
    assertThat(report.text()).doesNotContain("Deadlock");
  }

  private static void assertDeadlock(String code) throws Exception {
    CompletableFuture<Outcome> cell = engine.start(code);
    String text = engine.await("Deadlock: ").data().get("text/plain");
    assertThat(cell).isNotDone();
    engine.settleMillis(100); // the stuck threads never end
    assertThat(text)
        .startsWith("Deadlock: 2 threads wait for each other - none of them can go on.\n")
        .containsPattern("left +lockA +lockB +right +cell \\d+, line \\d+")
        .containsPattern("right +lockB +lockA +left +cell \\d+, line \\d+");
    cell.get(60, TimeUnit.SECONDS);
    engine.settleMillis(10_000);
    engine.run("1");
    engine.interrupt();
  }
}
