package io.interleave.cell.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets actors race on fresh state, many times, and counts what comes of it.
 *
 * <p>The actors are threads that live for all rounds. States come in batches, so that a thread that
 * has to be woken is woken once a batch. Within a batch the actors meet at a spinning barrier before
 * each state and then start at one agreed nanosecond: without that the last to arrive would be gone
 * before the others saw the barrier open, and a race of a few nanoseconds would never happen.
 *
 * @param <S> the state that the actors share
 */
public final class Race<S> {
  private static final int BATCH = 256;
  private static final int SPINS_BEFORE_YIELD = 1 << 10;
  private static final int NANOS_TO_SEE_A_CHANGE = 300;

  private final Supplier<? extends S> state;
  private final List<? extends Consumer<? super S>> actors;
  private final Function<? super S, ? extends @Nullable Object> result;

  public Race(
      Supplier<? extends S> state,
      List<? extends Consumer<? super S>> actors,
      Function<? super S, ? extends @Nullable Object> result) {
    this.state = state;
    this.actors = actors;
    this.result = result;
  }

  /**
   * Runs the rounds and counts the results by their text.
   *
   * @return in the order of their first occurrence
   * @throws Throwable what an actor or the result threw first
   */
  public Map<String, Long> run(int rounds) throws Throwable {
    Map<String, Long> outcomes = new LinkedHashMap<>();
    Barrier barrier = new Barrier(actors.size() + 1);
    Barrier start = new Barrier(actors.size());
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    AtomicReference<Object[]> batch = new AtomicReference<>(new Object[0]);
    Thread[] threads = new Thread[actors.size()];
    for (int i = 0; i < threads.length; i++) {
      Consumer<? super S> actor = actors.get(i);
      threads[i] = new Thread(() -> act(actor, new Barrier[] {barrier, start}, batch, failure), "actor-" + i);
      threads[i].setDaemon(true);
      threads[i].start();
    }
    try {
      for (int done = 0; done < rounds && failure.get() == null; done += BATCH) {
        Object[] states = new Object[Math.min(BATCH, rounds - done)];
        for (int i = 0; i < states.length; i++) {
          states[i] = state.get();
        }
        batch.set(states);
        barrier.await();
        barrier.await();
        if (failure.get() == null) {
          count(states, outcomes);
        }
      }
    } finally {
      barrier.abort();
      start.abort();
    }
    Throwable first = failure.get();
    if (first != null) {
      throw first;
    }
    return outcomes;
  }

  @SuppressWarnings("unchecked") // the batch holds what the supplier of S gave
  private void count(Object[] states, Map<String, Long> outcomes) {
    for (Object each : states) {
      outcomes.merge(String.valueOf(result.apply((S) each)), 1L, Long::sum);
    }
  }

  @SuppressWarnings("unchecked") // the batch holds what the supplier of S gave
  private void act(
      Consumer<? super S> actor,
      Barrier[] barriers,
      AtomicReference<Object[]> batch,
      AtomicReference<@Nullable Throwable> failure) {
    while (barriers[0].await()) {
      for (Object each : batch.get()) {
        if (!barriers[1].awaitTogether()) {
          return;
        }
        try {
          actor.accept((S) each);
        } catch (Throwable e) {
          failure.compareAndSet(null, e);
        }
      }
      if (!barriers[0].await()) {
        return;
      }
    }
  }

  /** A barrier whose last arrival frees the others within nanoseconds. */
  private static final class Barrier {
    private final int parties;
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int phase;
    private volatile boolean aborted;
    private long startNanos; // written before phase, read after it

    Barrier(int parties) {
      this.parties = parties;
    }

    /** The same, and all go on at one moment, as close together as the clock tells. */
    boolean awaitTogether() {
      boolean goesOn = await();
      while (System.nanoTime() < startNanos) {
        Thread.onSpinWait();
      }
      return goesOn;
    }

    /** False when the race is over. */
    boolean await() {
      int mine = phase;
      if (arrived.incrementAndGet() == parties) {
        arrived.set(0);
        startNanos = System.nanoTime() + NANOS_TO_SEE_A_CHANGE;
        phase = mine + 1;
        return !aborted;
      }
      int spins = 0;
      while (phase == mine) {
        if (aborted) {
          return false;
        }
        // With more actors than free cores, spinning would keep the last one from arriving.
        if (++spins > SPINS_BEFORE_YIELD) {
          Thread.yield();
        } else {
          Thread.onSpinWait();
        }
      }
      return !aborted;
    }

    void abort() {
      aborted = true;
    }
  }
}
