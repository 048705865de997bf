package io.interleave.it.cost.work;

/** Code that throws and catches. */
public final class Exceptions {
  private Exceptions() {}

  /**
   * Throws exceptions and catches them.
   *
   * @param depth how many calls lie between throwing and catching
   * @return the sum of what the exceptions carried
   */
  public static int throwAndCatch(int times, int depth) {
    int sum = 0;
    for (int i = 0; i < times; i++) {
      try {
        descend(depth, i);
      } catch (NumberedException e) {
        sum += e.number;
      }
    }
    return sum;
  }

  private static void descend(int depth, int number) {
    if (depth > 0) {
      descend(depth - 1, number);
    } else {
      throw new NumberedException(number);
    }
  }

  private static final class NumberedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int number;

    NumberedException(int number) {
      this.number = number;
    }
  }
}
