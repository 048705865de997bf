package io.interleave.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Compares labelled pieces of code by timing them in turn, A B A B …, in this JVM, and shows the
 * comparison in the cell.
 *
 * <pre>{@code
 * Compare.sections()
 *     .section("one thread", () -> sum(1))
 *     .section("two threads", 2, () -> sum(2))
 *     .runs(7).check()
 *     .show();
 * }</pre>
 */
public final class Compare {
  /** The ways in which {@link #ways} can run tasks. */
  public static final List<String> WAYS =
      List.of("sequential", "platform", "pool", "virtual", "parallel");

  private final List<Section> sections = new ArrayList<>();
  private int runs = 7;
  private int warmups = 1;
  private boolean check;

  private Compare() {}

  /**
   * A labelled piece of code.
   *
   * @param threads how many threads it uses, or 0 when it was not said
   * @param needs what this JDK lacks to run it, such as {@code needs Java 21}; empty when nothing
   */
  public record Section(
      String label, int threads, String needs, Callable<? extends @Nullable Object> body) {}

  /** A task of {@link #ways}, by its number. */
  @FunctionalInterface
  public interface Task {
    /** Does the work. */
    void run(int number) throws Exception;
  }

  /** The same for a task that gives a result. */
  @FunctionalInterface
  public interface ResultTask {
    /** Does the work and gives its result. */
    @Nullable Object run(int number) throws Exception;
  }

  /** A comparison without sections yet. */
  public static Compare sections() {
    return new Compare();
  }

  /**
   * Runs the same tasks in different ways, at most {@code threads} of them at a time.
   *
   * @param tasks how many; their numbers are 0 to {@code tasks} - 1
   * @param ways some of {@link #WAYS}
   * @throws IllegalArgumentException when a way is not known or a number is less than 1
   */
  @SuppressWarnings("overloads") // a lambda with a typed parameter tells the two apart
  public static Compare ways(int tasks, int threads, List<String> ways, ResultTask task) {
    Compare compare = new Compare();
    for (String way : ways) {
      compare.sections.add(
          Ways.section(way, positive("tasks", tasks), positive("threads", threads), task));
    }
    return compare;
  }

  /** The same for tasks without a result. */
  @SuppressWarnings("overloads") // a lambda with a typed parameter tells the two apart
  public static Compare ways(int tasks, int threads, List<String> ways, Task task) {
    return ways(
        tasks,
        threads,
        ways,
        (int i) -> {
          task.run(i);
          return null;
        });
  }

  /** Adds code; what it returns is its result. */
  public Compare section(String label, Callable<? extends @Nullable Object> body) {
    return section(label, 0, body);
  }

  /**
   * Adds code that uses a known number of threads.
   *
   * @throws IllegalArgumentException when there is a section of this label already
   */
  public Compare section(String label, int threads, Callable<? extends @Nullable Object> body) {
    Objects.requireNonNull(body, label);
    if (sections.stream().anyMatch(section -> section.label().equals(label))) {
      throw new IllegalArgumentException("two sections are called " + label);
    }
    sections.add(new Section(label, threads, "", body));
    return this;
  }

  /** How often each section is measured; 7 unless said otherwise. Fewer than 4 give no verdict. */
  public Compare runs(int count) {
    runs = positive("runs", count);
    return this;
  }

  /** How many runs of each section are thrown away first; 1 unless said otherwise. */
  public Compare warmups(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("warmups is " + count + ", less than 0");
    }
    warmups = count;
    return this;
  }

  /** Requires that all sections give equal results; arrays and nested arrays by their content. */
  public Compare check() {
    check = true;
    return this;
  }

  /**
   * Measures and shows the comparison.
   *
   * @throws Exception what a section threw first, after the others were measured and shown
   * @throws AssertionError when results differ although {@link #check} was asked for
   */
  public void show() throws Exception {
    if (sections.isEmpty()) {
      throw new IllegalStateException("there is no section to measure");
    }
    CellRuntime.current().compare(List.copyOf(sections), runs, warmups, check);
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + ", less than 1");
    }
    return value;
  }
}
