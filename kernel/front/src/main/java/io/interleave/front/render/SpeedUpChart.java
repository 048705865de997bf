package io.interleave.front.render;

import io.interleave.front.compare.Comparison;
import io.interleave.front.compare.Comparison.Row;
import io.interleave.front.render.Shape.Anchor;
import io.interleave.front.render.Shape.Fill;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Speed-up over the number of threads, with the line of an ideal machine. */
final class SpeedUpChart {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 300;
  private static final int LEFT = 56;
  private static final int RIGHT = WIDTH - 24;
  private static final int TOP = 36;
  private static final int BOTTOM = HEIGHT - 46;
  private static final String MEASURED = "#0072b2";

  private final List<Row> rows;
  private final int processors;
  private final int mostThreads;
  private final double mostSpeedUp;
  private final List<Shape> shapes = new ArrayList<>();

  private SpeedUpChart(List<Row> rows, int processors) {
    this.rows = rows;
    this.processors = processors;
    this.mostThreads = rows.get(rows.size() - 1).threads();
    this.mostSpeedUp =
        Math.ceil(
            Math.max(
                Math.min(mostThreads, processors) + 0.2,
                rows.stream().mapToDouble(SpeedUpChart::high).max().orElse(1)));
  }

  /** Absent unless three or more counts of threads were compared and the work computes. */
  static Optional<Figure> of(Comparison comparison, int processors) {
    List<Row> rows =
        comparison.rows().stream().sorted(Comparator.comparingInt(Row::threads)).toList();
    boolean enough = rows.stream().mapToInt(Row::threads).distinct().count() >= 3;
    if (!comparison.cpuBound() || !enough) {
      return Optional.empty();
    }
    return Optional.of(new SpeedUpChart(rows, processors).figure());
  }

  private Figure figure() {
    String text = text();
    return new Figure(drawing(text), "s" + Integer.toHexString(text.hashCode()), text, "", text);
  }

  private String text() {
    List<String> points = new ArrayList<>();
    for (Row row : rows) {
      points.add(
          Names.count(row.threads(), "thread")
              + " "
              + String.format(Locale.ROOT, "%.2f", row.speedUp()));
    }
    return "Speed-up by number of threads, on "
        + Names.count(processors, "core")
        + ": "
        + String.join(", ", points)
        + ".";
  }

  private Drawing drawing(String description) {
    for (int i = 0; i <= mostSpeedUp; i++) {
      shapes.add(new Shape.Stroke(LEFT, y(i), RIGHT, y(i), 1, Drawing.GRID, false));
      shapes.add(text(LEFT - 8, y(i) + 4, Anchor.END, Integer.toString(i)));
    }
    int knee = Math.min(mostThreads, processors);
    line(1, 1, knee, knee, Drawing.FAINT, true);
    line(knee, knee, mostThreads, knee, Drawing.FAINT, true);
    shapes.add(text(x(mostThreads), y(knee) - 6, Anchor.END, "ideal"));
    Row before = rows.get(0);
    for (Row row : rows) {
      line(before.threads(), before.speedUp(), row.threads(), row.speedUp(), MEASURED, false);
      row.interval()
          .ifPresent(i -> line(row.threads(), i.low(), row.threads(), i.high(), MEASURED, false));
      shapes.add(
          new Shape.Box(
              x(row.threads()) - 3.5, y(row.speedUp()) - 3.5, 7, 7, Fill.SOLID, MEASURED));
      shapes.add(
          text(x(row.threads()), BOTTOM + 16, Anchor.MIDDLE, Integer.toString(row.threads())));
      before = row;
    }
    shapes.add(text((LEFT + RIGHT) / 2.0, HEIGHT - 10, Anchor.MIDDLE, "threads"));
    shapes.add(new Shape.Text(12, 20, 12, Anchor.START, true, "speed-up"));
    return new Drawing(WIDTH, HEIGHT, "Speed-up by number of threads", description, shapes);
  }

  private static double high(Row row) {
    return row.interval().map(i -> i.high()).orElse(row.speedUp());
  }

  private static Shape text(double x, double y, Anchor anchor, String text) {
    return new Shape.Text(x, y, 11, anchor, false, text);
  }

  private void line(
      double threads1,
      double speedUp1,
      double threads2,
      double speedUp2,
      String ink,
      boolean dash) {
    shapes.add(
        new Shape.Stroke(x(threads1), y(speedUp1), x(threads2), y(speedUp2), 1.5, ink, dash));
  }

  private double x(double threads) {
    return LEFT + 12 + (RIGHT - LEFT - 24) * (threads - 1) / Math.max(1, mostThreads - 1);
  }

  private double y(double speedUp) {
    return BOTTOM - (BOTTOM - TOP) * speedUp / mostSpeedUp;
  }
}
