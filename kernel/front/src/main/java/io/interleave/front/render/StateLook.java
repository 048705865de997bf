package io.interleave.front.render;

import io.interleave.front.threads.State;

/**
 * How a state looks: a colour with at least 3:1 contrast on white, a fill that differs, a letter
 * for pictures and a character for text.
 */
enum StateLook {
  RUNNING("#009E73", Shape.Fill.SOLID, "R", '#', "running"),
  READY("#009E73", Shape.Fill.HORIZONTAL, "r", '=', "ready, no core"),
  SLEEPING("#767676", Shape.Fill.HOLLOW, "S", '.', "sleeping"),
  BLOCKED("#D55E00", Shape.Fill.DIAGONAL, "B", 'x', "blocked"),
  WAITING("#CC79A7", Shape.Fill.DOTS, "W", '-', "waiting"),
  IO("#0072B2", Shape.Fill.VERTICAL, "I", '~', "I/O"),
  UNACCOUNTED("#767676", Shape.Fill.DASHES, "", '_', "unaccounted");

  final String colour;
  final Shape.Fill fill;
  final String letter;
  final char mark;
  final String word;

  StateLook(String colour, Shape.Fill fill, String letter, char mark, String word) {
    this.colour = colour;
    this.fill = fill;
    this.letter = letter;
    this.mark = mark;
    this.word = word;
  }

  static StateLook of(State state) {
    return valueOf(state.name());
  }
}
