package io.interleave.front.render;

import io.interleave.front.render.Shape.Anchor;
import io.interleave.front.render.Shape.Direction;
import io.interleave.front.threads.State;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a timeline shows in words: its states and its marks, as far as they occur. */
final class Legend {
  /** Size of the letters, in pixels. */
  static final int SMALL = 11;

  private static final int LEFT = 12;
  private static final int ROW = 18;
  private static final int GAP = 14;

  private final Set<State> states = EnumSet.noneOf(State.class);
  private final Set<Mark> marks = EnumSet.noneOf(Mark.class);

  /** What is drawn upon lanes. */
  enum Mark {
    PRINTED("printed a line"),
    HANDED_OVER("lock handed over"),
    THREW("ended by an exception"),
    INTERRUPTED("interrupted"),
    STILL_RUNNING("still running");

    private final String words;

    Mark(String words) {
      this.words = words;
    }

    private void draw(double x, double y, List<Shape> shapes) {
      switch (this) {
        case PRINTED -> shapes.add(new Shape.Stroke(x, y + 3, x, y + 9, 1.6, Drawing.INK, false));
        case HANDED_OVER -> {
          shapes.add(new Shape.Stroke(x, y + 3, x, y + 12, 1.6, Drawing.INK, false));
          shapes.add(new Shape.Tip(x, y, Direction.UP, Drawing.INK));
        }
        case THREW -> {
          shapes.add(new Shape.Stroke(x - 4, y + 2, x + 4, y + 10, 2.2, Drawing.INK, false));
          shapes.add(new Shape.Stroke(x - 4, y + 10, x + 4, y + 2, 2.2, Drawing.INK, false));
        }
        case INTERRUPTED -> shapes.add(new Shape.Text(x, y + 11, 13, Anchor.MIDDLE, true, "!"));
        case STILL_RUNNING -> shapes.add(new Shape.Tip(x + 3, y + 6, Direction.RIGHT, Drawing.INK));
      }
    }
  }

  void add(State state) {
    states.add(state);
  }

  void add(Mark mark) {
    marks.add(mark);
  }

  /**
   * Draws it in as many rows as it takes.
   *
   * @param right where a row ends
   * @return the lower edge
   */
  int draw(int top, int right, List<Shape> shapes) {
    double x = LEFT;
    double y = top;
    for (State state : states) {
      StateLook look = StateLook.of(state);
      String words = (look.letter + " " + look.word).strip();
      double width = 28 + Drawing.textWidth(words, SMALL) + GAP;
      if (x + width > right) {
        x = LEFT;
        y += ROW;
      }
      shapes.add(new Shape.Box(x, y, 20, 11, look.fill, look.colour));
      text(x + 26, y, words, shapes);
      x += width;
    }
    for (Mark mark : marks) {
      double width = 18 + Drawing.textWidth(mark.words, SMALL) + GAP;
      if (x + width > right) {
        x = LEFT;
        y += ROW;
      }
      mark.draw(x + 6, y, shapes);
      text(x + 16, y, mark.words, shapes);
      x += width;
    }
    return (int) y + 14;
  }

  private static void text(double x, double y, String words, List<Shape> shapes) {
    shapes.add(new Shape.Text(x, y + 10, SMALL, Anchor.START, false, words));
  }
}
