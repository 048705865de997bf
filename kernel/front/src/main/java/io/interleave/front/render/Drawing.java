package io.interleave.front.render;

import java.util.List;

/**
 * A picture independent of its format, on white.
 *
 * @param width px
 * @param height px
 * @param title one line
 * @param description what it shows, for who cannot see it
 * @param shapes from the lowest to the topmost
 */
record Drawing(int width, int height, String title, String description, List<Shape> shapes) {
  /** Of all text and marks. */
  static final String INK = "#111111";

  /** Of the grid. */
  static final String GRID = "#cccccc";

  /** Of lines that explain; still 4.5:1 on white. */
  static final String FAINT = "#767676";

  Drawing {
    shapes = List.copyOf(shapes);
  }

  /** Columns of the drawing's font at a size, in px; an upper bound for common fonts. */
  static double textWidth(String text, int size) {
    return Names.width(text) * size * 0.61;
  }
}
