package io.interleave.it.cost;

import io.interleave.it.cost.work.Allocation;
import io.interleave.it.cost.work.Arithmetic;
import io.interleave.it.cost.work.Exceptions;
import io.interleave.it.cost.work.Locked;
import io.interleave.it.cost.work.VirtualWork;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;

/** The workloads as JMH calls them, from code that is not rewritten. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class WorkloadBenchmark {
  private static final int SIZE = 1_000; // four arrays of it lie in the first two caches

  private final int[] integers = new int[SIZE];
  private final double[] a = new double[SIZE];
  private final double[] b = new double[SIZE];
  private final double[] c = new double[SIZE];
  private final double[] d = new double[SIZE];
  private final Allocation.Point[] points = new Allocation.Point[SIZE];
  private final Locked locked = new Locked();
  private long seed = 88172645463325252L;
  private int depth = 20;

  public WorkloadBenchmark() {
    Arrays.setAll(integers, i -> 31 * i);
    Arrays.setAll(b, i -> i / 3.0);
    Arrays.setAll(c, i -> 1.0 / (i + 1));
    Arrays.setAll(d, i -> i);
  }

  @Benchmark
  public long xorshift() {
    seed = Arithmetic.xorshift(seed, 10_000);
    return seed;
  }

  @Benchmark
  public int fibonacci() {
    return Arithmetic.fibonacci(depth);
  }

  @Benchmark
  public int dotProduct() {
    return Arithmetic.dotProduct(integers, integers);
  }

  @Benchmark
  public double[] multiplyAdd() {
    Arithmetic.multiplyAdd(a, b, c, d);
    return a;
  }

  @Benchmark
  public Object[] allocation() {
    Allocation.fill(points);
    return points;
  }

  @Benchmark
  public int exceptions() {
    return Exceptions.throwAndCatch(100, depth);
  }

  @Benchmark
  @Threads(2)
  public long monitor() {
    return locked.synchronize(1_000);
  }

  @Benchmark
  @Threads(2)
  public long lock() {
    return locked.lock(1_000);
  }

  @Benchmark
  public long virtualThreads() throws Throwable {
    return VirtualWork.compute(1_000, 1_000);
  }

  @Benchmark
  public long parkingVirtualThreads() throws Throwable {
    return VirtualWork.park(1_000);
  }
}
