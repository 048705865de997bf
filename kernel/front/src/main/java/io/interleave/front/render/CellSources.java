package io.interleave.front.render;

import java.util.Optional;

/** Looks up the source lines that traces point at. */
public interface CellSources {

  /**
   * One line of a cell's source.
   *
   * @param title the cell's title, such as {@code cell 7}
   * @param line from 1
   * @return empty when the cell is forgotten or has no such line
   */
  Optional<String> line(String title, int line);
}
