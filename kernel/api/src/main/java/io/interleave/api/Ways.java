package io.interleave.api;

import io.interleave.api.Compare.ResultTask;
import io.interleave.api.Compare.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The same tasks as a plain loop, in threads, in a pool, in virtual threads, as a stream. */
final class Ways {
  private Ways() {}

  static Section section(String way, int tasks, int threads, ResultTask task) {
    return switch (way) {
      case "sequential" -> new Section(way, 1, "", () -> sequential(tasks, task));
      case "platform" -> new Section(way, threads, "", () -> platform(tasks, threads, task));
      case "pool" -> new Section(way, threads, "", () -> pool(tasks, threads, task));
      case "virtual" ->
          new Section(
              way,
              threads,
              Runtime.version().feature() < 21 ? "needs Java 21" : "",
              () -> virtual(tasks, threads, task));
      case "parallel" -> new Section(way, threads, "", () -> parallel(tasks, threads, task));
      default ->
          throw new IllegalArgumentException(
              way + " is not one of " + String.join(", ", Compare.WAYS));
    };
  }

  private static List<@Nullable Object> sequential(int tasks, ResultTask task) throws Exception {
    @Nullable Object[] results = new @Nullable Object[tasks];
    for (int i = 0; i < tasks; i++) {
      results[i] = task.run(i);
    }
    return Arrays.asList(results);
  }

  /** A new platform thread a task. */
  private static List<@Nullable Object> platform(int tasks, int threads, ResultTask task)
      throws Exception {
    Semaphore free = new Semaphore(threads);
    List<FutureTask<@Nullable Object>> futures = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      FutureTask<@Nullable Object> future = new FutureTask<>(releasing(free, numbered(task, i)));
      futures.add(future);
      free.acquire();
      new Thread(future, "task-" + i).start();
    }
    return results(futures);
  }

  private static List<@Nullable Object> pool(int tasks, int threads, ResultTask task)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      return results(pool.invokeAll(calls(tasks, task)));
    } finally {
      pool.shutdown();
    }
  }

  /** A new virtual thread a task; the method exists from Java 21 on, hence reflection. */
  private static List<@Nullable Object> virtual(int tasks, int threads, ResultTask task)
      throws Exception {
    ExecutorService executor =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    Semaphore free = new Semaphore(threads);
    List<Callable<@Nullable Object>> calls = new ArrayList<>();
    for (Callable<@Nullable Object> call : calls(tasks, task)) {
      calls.add(
          () -> {
            free.acquire();
            return releasing(free, call).call();
          });
    }
    try {
      return results(executor.invokeAll(calls));
    } finally {
      executor.shutdown();
    }
  }

  private static List<@Nullable Object> parallel(int tasks, int threads, ResultTask task)
      throws Exception {
    // A parallel stream runs in the pool whose thread starts it; the common pool has its own size.
    ForkJoinPool pool = new ForkJoinPool(threads);
    @Nullable Object[] results = new @Nullable Object[tasks];
    try {
      pool.submit(
              () ->
                  IntStream.range(0, tasks)
                      .parallel()
                      .forEach(i -> results[i] = unchecked(numbered(task, i))))
          .get();
      return Arrays.asList(results);
    } catch (ExecutionException e) {
      throw cause(e);
    } finally {
      pool.shutdown();
    }
  }

  private static List<Callable<@Nullable Object>> calls(int tasks, ResultTask task) {
    List<Callable<@Nullable Object>> calls = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      calls.add(numbered(task, i));
    }
    return calls;
  }

  private static Callable<@Nullable Object> numbered(ResultTask task, int number) {
    return () -> task.run(number);
  }

  private static Callable<@Nullable Object> releasing(
      Semaphore free, Callable<@Nullable Object> call) {
    return () -> {
      try {
        return call.call();
      } finally {
        free.release();
      }
    };
  }

  private static @Nullable Object unchecked(Callable<@Nullable Object> call) {
    try {
      return call.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<@Nullable Object> results(List<? extends Future<@Nullable Object>> futures)
      throws Exception {
    List<@Nullable Object> results = new ArrayList<>();
    for (Future<@Nullable Object> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        throw cause(e);
      }
    }
    return results;
  }

  private static Exception cause(ExecutionException e) {
    if (e.getCause() instanceof Error error) {
      throw error;
    }
    return e.getCause() instanceof Exception exception ? exception : e;
  }
}
