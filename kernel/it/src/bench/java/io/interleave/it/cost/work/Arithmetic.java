package io.interleave.it.cost.work;

/** Loops and calls without memory to speak of, and loops that C2 vectorises. */
public final class Arithmetic {
  private Arithmetic() {}

  /** Steps of the generator xorshift64 (Marsaglia 2003), each of which needs the one before. */
  public static long xorshift(long seed, int steps) {
    long x = seed;
    for (int i = 0; i < steps; i++) {
      x ^= x << 13;
      x ^= x >>> 7;
      x ^= x << 17;
    }
    return x;
  }

  /** Two calls for each number but the last two. */
  public static int fibonacci(int n) {
    return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2);
  }

  /** The sum of the products, which overflows silently; both of the same length. */
  public static int dotProduct(int[] a, int[] b) {
    int sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** {@code a = b·c + d}, element by element; all of the same length. */
  public static void multiplyAdd(double[] a, double[] b, double[] c, double[] d) {
    for (int i = 0; i < a.length; i++) {
      a[i] = b[i] * c[i] + d[i];
    }
  }
}
