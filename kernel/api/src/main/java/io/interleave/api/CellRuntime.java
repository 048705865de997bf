package io.interleave.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the cell JVM does for this package; not for user code. */
public interface CellRuntime {

  /**
   * The runtime of this JVM.
   *
   * @throws IllegalStateException outside a cell JVM, such as in a plain program
   */
  static CellRuntime current() {
    CellRuntime runtime = Holder.RUNTIME.get();
    if (runtime == null) {
      throw new IllegalStateException("io.interleave.api works in a cell of a notebook only");
    }
    return runtime;
  }

  /** Plugs the runtime in; works once. */
  static void install(CellRuntime runtime) {
    if (!Holder.RUNTIME.compareAndSet(null, runtime)) {
      throw new IllegalStateException("the cell JVM's runtime is in place already");
    }
  }

  /** The value of the last expression that had one. */
  @Nullable Object last();

  /** Shows a value, under an id when it can be updated. */
  void display(@Nullable Object value, @Nullable String id, boolean update);

  /** Shows a MIME bundle as it is, with {@code text/plain} added when missing. */
  void displayData(Map<String, String> data, @Nullable String id, boolean update);

  /** Clears the outputs of the current thread's cell. */
  void clearOutput(boolean untilNext);

  /** The run that the current thread works for. */
  int cell();

  /** The current thread works for the cell until the result is closed. */
  AutoCloseable enterCell(int cell);

  /** Gives a thread to a cell. */
  void bind(Thread thread, int cell);

  /** See {@link Comms#register}. */
  void registerComm(String target, BiConsumer<Comm, CommMessage> onOpen);

  /** See {@link Comms#unregister}. */
  void unregisterComm(String target);

  /** See {@link Comms#open(String, String, String)}. */
  Comm openComm(String target, String dataJson, String metadataJson);

  /** See {@link Compare#show}. */
  default void compare(List<Compare.Section> sections, int runs, int warmups, boolean check)
      throws Exception {
    throw new UnsupportedOperationException("this runtime measures nothing");
  }

  /** See {@link Outcomes#show}. */
  default <S> Map<String, Long> race(
      Supplier<? extends S> state,
      List<? extends Outcomes.Actor<? super S>> actors,
      Outcomes.Result<? super S> result,
      int rounds,
      List<String> expected)
      throws Throwable {
    throw new UnsupportedOperationException("this runtime measures nothing");
  }

  /** See {@link Programs#run}. */
  default int run(Programs.Plan plan) throws IOException, InterruptedException {
    throw new UnsupportedOperationException("this runtime starts nothing");
  }

  /**
   * The threads that the current thread's cell started and that still live, each in words; waits
   * for their end at most so long.
   */
  default List<String> threadsLeft(long waitMillis) throws InterruptedException {
    throw new UnsupportedOperationException("this runtime knows no threads");
  }

  /** Runs the body and says what it took. */
  default Effort measure(Check.Body body) throws Exception {
    throw new UnsupportedOperationException("this runtime measures nothing");
  }

  /**
   * What code took.
   *
   * @param cpuNanos of all threads of user code; negative when unknown
   * @param othersShare how much of the machine other processes took meanwhile, 0 to 1; NaN when
   *     unknown
   * @param processors how many the JVM may use
   */
  record Effort(long wallNanos, long cpuNanos, double othersShare, int processors) {}

  /** Keeps the one runtime. */
  final class Holder {
    private static final AtomicReference<@Nullable CellRuntime> RUNTIME = new AtomicReference<>();

    private Holder() {}
  }
}
