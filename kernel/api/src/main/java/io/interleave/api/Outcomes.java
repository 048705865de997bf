package io.interleave.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets actors race on fresh state many times and shows how often which result came out.
 *
 * <pre>{@code
 * class Counter { int value; }
 * Outcomes.of(Counter::new)
 *     .actor("left", counter -> counter.value++)
 *     .actor("right", counter -> counter.value++)
 *     .result(counter -> counter.value)
 *     .expect("2")
 *     .show();
 * }</pre>
 *
 * @param <S> the state that the actors share
 */
public final class Outcomes<S> {
  private final Supplier<? extends S> state;
  private final Map<String, Actor<? super S>> actors = new LinkedHashMap<>();
  private @Nullable Result<? super S> result;
  private int rounds = 10_000;
  private List<String> expected = List.of();

  private Outcomes(Supplier<? extends S> state) {
    this.state = state;
  }

  /** What one thread does to the state. */
  @FunctionalInterface
  public interface Actor<S> {
    /** Acts once. */
    void act(S state) throws Throwable;
  }

  /** What is looked at when all actors are done. */
  @FunctionalInterface
  public interface Result<S> {
    /** The result; counted by its text. */
    @Nullable Object of(S state) throws Throwable;
  }

  /** A race on what {@code state} makes, anew for each round. */
  public static <S> Outcomes<S> of(Supplier<? extends S> state) {
    return new Outcomes<>(Objects.requireNonNull(state));
  }

  /**
   * Adds a thread.
   *
   * @throws IllegalArgumentException when there is an actor of this name already
   */
  public Outcomes<S> actor(String name, Actor<? super S> actor) {
    if (actors.putIfAbsent(name, Objects.requireNonNull(actor)) != null) {
      throw new IllegalArgumentException("two actors are called " + name);
    }
    return this;
  }

  /** What to look at when all actors are done; counted by its text. */
  public Outcomes<S> result(Result<? super S> of) {
    result = Objects.requireNonNull(of);
    return this;
  }

  /** How many rounds; 10,000 unless said otherwise. */
  public Outcomes<S> rounds(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("rounds is " + count + ", less than 1");
    }
    rounds = count;
    return this;
  }

  /** The texts of the results that a correct program gives. */
  public Outcomes<S> expect(String... results) {
    expected = List.of(results);
    return this;
  }

  /**
   * Runs the race and shows its outcomes.
   *
   * @return how often each result came out, by its text
   * @throws Throwable what an actor, the state or the result threw first
   */
  public Map<String, Long> show() throws Throwable {
    if (actors.size() < 2 || result == null) {
      throw new IllegalStateException("a race needs two actors or more and a result");
    }
    return CellRuntime.current()
        .race(state, List.copyOf(actors.values()), result, rounds, expected);
  }
}
