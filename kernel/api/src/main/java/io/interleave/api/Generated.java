package io.interleave.api;

import io.interleave.api.Compare.ResultTask;
import io.interleave.api.Compare.Task;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

/**
 * What code calls that the kernel's commands write around a cell. Qualified names would not do
 * there: a variable called {@code java} or {@code io} hides the package of that name (JLS 6.4.2).
 */
public final class Generated {
  private Generated() {}

  /** {@link Compare#sections}. */
  public static Compare $sections() {
    return Compare.sections();
  }

  /**
   * {@link Compare#ways(int, int, List, ResultTask)}.
   *
   * @param ways separated by commas
   */
  @SuppressWarnings("overloads") // a lambda with a typed parameter tells the two apart
  public static Compare $ways(int tasks, int threads, String ways, ResultTask task) {
    return Compare.ways(tasks, threads, List.of(ways.split(",")), task);
  }

  /** The same for tasks without a result. */
  @SuppressWarnings("overloads") // a lambda with a typed parameter tells the two apart
  public static Compare $ways(int tasks, int threads, String ways, Task task) {
    return Compare.ways(tasks, threads, List.of(ways.split(",")), task);
  }

  /** {@link Outcomes#of}. */
  public static <S> Outcomes<S> $race(Supplier<? extends S> state) {
    return Outcomes.of(state);
  }

  /** {@link Programs#run}; the times are recorded under the label. */
  public static void $run(
      String label, String what, String input, long timeoutMillis, String... command)
      throws IOException, InterruptedException {
    Programs.run(new Programs.Plan(label, what, List.of(command), input, timeoutMillis));
  }

  /** {@link Programs#require}. */
  public static void $require(
      String label, String what, String input, long timeoutMillis, String... command)
      throws IOException, InterruptedException {
    Programs.require(new Programs.Plan(label, what, List.of(command), input, timeoutMillis));
  }
}
