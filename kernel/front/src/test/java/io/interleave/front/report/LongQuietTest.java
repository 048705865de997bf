package io.interleave.front.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LongQuietTest {
  private static final int MILLIS = 50;

  private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
  private final Semaphore done = new Semaphore(0);
  private final LongQuiet quiet = new LongQuiet(clock, MILLIS);

  @AfterEach
  void end() {
    clock.shutdownNow();
  }

  private void afterTheMoment() throws InterruptedException {
    CountDownLatch later = new CountDownLatch(1);
    clock.schedule(later::countDown, MILLIS * 2, TimeUnit.MILLISECONDS);
    assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void eachLongPauseBehindACellHasOne() throws InterruptedException {
    quiet.then(done::release);
    for (int pause = 0; pause < 2; pause++) {
      quiet.cellBegins();
      quiet.cellEnds();
      assertThat(done.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    }
    afterTheMoment();
    assertThat(done.availablePermits()).isZero();
  }

  @Test
  void beforeAFirstCellThereIsNone() throws InterruptedException {
    quiet.then(done::release);
    afterTheMoment();
    assertThat(done.availablePermits()).isZero();
  }

  @Test
  void aCellThatRunsHoldsItBack() throws InterruptedException {
    quiet.then(done::release);
    quiet.cellBegins();
    quiet.cellBegins();
    quiet.cellEnds();
    afterTheMoment();
    assertThat(done.availablePermits()).isZero();

    quiet.cellEnds();
    assertThat(done.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theNextCellInTimePutsItOff() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(1);
    clock.execute(
        () -> {
          try {
            held.await(); // so that the moment cannot come before the next cell
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    quiet.then(done::release);
    quiet.cellBegins();
    quiet.cellEnds();
    quiet.cellBegins();
    held.countDown();
    afterTheMoment();
    assertThat(done.availablePermits()).isZero();
  }
}
