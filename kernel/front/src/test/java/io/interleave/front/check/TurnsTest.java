package io.interleave.front.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TurnsTest {
  private final Turns turns = new Turns();
  private final AtomicInteger measuring = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger disturbed = new AtomicInteger();

  /** How often a cell that measures was not alone, when the cells take their turns or do not. */
  private int disturbances(boolean takeTurns) throws Exception {
    disturbed.set(0);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    CyclicBarrier together = new CyclicBarrier(4);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      boolean measures = i < 2;
      all.add(
          threads.submit(
              () -> {
                together.await();
                for (int cell = 0; cell < 300; cell++) {
                  if (takeTurns) {
                    turns.cell(measures, () -> run(measures));
                  } else {
                    run(measures);
                  }
                }
                return null;
              }));
    }
    for (Future<?> each : all) {
      each.get();
    }
    threads.shutdown();
    return disturbed.get();
  }

  private boolean run(boolean measures) {
    AtomicInteger mine = measures ? measuring : running;
    mine.incrementAndGet();
    for (int look = 0; look < 20; look++) {
      Thread.yield();
      if (measures && (measuring.get() > 1 || running.get() > 0)) {
        disturbed.incrementAndGet();
      }
    }
    mine.decrementAndGet();
    return measures;
  }

  @Test
  void aCellThatMeasuresIsAlone() throws Exception {
    assertThat(disturbances(true)).isZero();
    assertThat(disturbances(false)).as("control: without turns").isPositive();
  }

  @Test
  void otherCellsRunSideBySide() throws Exception {
    CountDownLatch both = new CountDownLatch(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<Boolean>> met = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      met.add(
          threads.submit(
              () ->
                  turns.cell(
                      false,
                      () -> {
                        both.countDown();
                        try {
                          return both.await(10, TimeUnit.SECONDS);
                        } catch (InterruptedException e) {
                          return false;
                        }
                      })));
    }
    for (Future<Boolean> each : met) {
      assertThat(each.get()).isTrue();
    }
    threads.shutdown();
  }
}
