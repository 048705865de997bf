package io.interleave.front.render;

/** A part of a drawing. Lengths are in px, y grows downwards, colours are {@code #rrggbb}. */
sealed interface Shape {

  /** How an area is filled, so that colour is never the only difference. */
  enum Fill {
    SOLID,
    HOLLOW,
    DIAGONAL,
    DOTS,
    VERTICAL,
    HORIZONTAL,
    DASHES
  }

  /** Where a text's x is. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  /** A rectangle with an outline in its colour; all but SOLID are on white. */
  record Box(double x, double y, double width, double height, Fill fill, String colour)
      implements Shape {}

  /** A white rectangle that hides what is below. */
  record Patch(double x, double y, double width, double height) implements Shape {}

  record Stroke(
      double x1, double y1, double x2, double y2, double width, String colour, boolean dashed)
      implements Shape {}

  /** A filled triangle of which the tip is at x, y and points up, down or to the right. */
  record Tip(double x, double y, Direction direction, String colour) implements Shape {}

  /** Which way a tip points. */
  enum Direction {
    UP,
    DOWN,
    RIGHT
  }

  /** One line of text; y is its base line. */
  record Text(double x, double y, int size, Anchor anchor, boolean bold, String text)
      implements Shape {}
}
