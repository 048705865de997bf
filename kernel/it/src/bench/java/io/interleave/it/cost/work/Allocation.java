package io.interleave.it.cost.work;

/** Code that makes many small objects. */
public final class Allocation {
  private Allocation() {}

  /** A small object. */
  public record Point(int x, int y) {}

  /** Fills an array with new objects, which so escape. */
  public static void fill(Point[] points) {
    for (int i = 0; i < points.length; i++) {
      points[i] = new Point(i, -i);
    }
  }
}
