package io.interleave.cell.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets actors race on fresh state, many times, and counts what comes of it.
 *
 * <p>The actors are threads that live for all rounds. States come in batches, so that a thread that
 * has to be woken is woken once a batch. Within a batch the actors meet at a {@link StartLine}
 * before each state.
 *
 * @param <S> the state that the actors share
 */
public final class Race<S> {
  private static final int BATCH = 256;

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
    CyclicBarrier gate = new CyclicBarrier(actors.size() + 1);
    StartLine line = new StartLine(actors.size());
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    AtomicReference<Object[]> batch = new AtomicReference<>(new Object[0]);
    Thread[] threads = new Thread[actors.size()];
    for (int i = 0; i < threads.length; i++) {
      Consumer<? super S> actor = actors.get(i);
      threads[i] = new Thread(() -> act(actor, gate, line, batch, failure), "actor-" + i);
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
        gate.await(); // the actors begin the batch
        gate.await(); // and have ended it
        if (failure.get() == null) {
          count(states, outcomes);
        }
      }
    } finally {
      line.abort();
      for (Thread thread : threads) {
        thread.interrupt();
      }
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
      CyclicBarrier gate,
      StartLine line,
      AtomicReference<Object[]> batch,
      AtomicReference<@Nullable Throwable> failure) {
    try {
      while (true) {
        gate.await();
        for (Object each : Objects.requireNonNull(batch.get())) {
          if (!line.startTogether()) {
            return;
          }
          try {
            actor.accept((S) each);
          } catch (Throwable e) {
            failure.compareAndSet(null, e);
          }
        }
        gate.await();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      return; // the race is over
    }
  }
}
