package io.interleave.front.render;

import io.interleave.front.render.Shape.Anchor;
import io.interleave.front.render.Shape.Direction;
import io.interleave.front.threads.End;
import io.interleave.front.threads.HandOff;
import io.interleave.front.threads.OutputTick;
import io.interleave.front.threads.Span;
import io.interleave.front.threads.State;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lays out a timeline: one lane a thread, time from left to right. */
final class TimelineDrawing {
  static final int MOST_LANES = 24;

  private static final int WIDTH = 720;
  private static final int RIGHT = WIDTH - 14;
  private static final int TOP = 46;
  private static final int LANE = 18;
  private static final int PITCH = 36;
  private static final int SMALL = Legend.SMALL;
  private static final int MOST_SEGMENTS = 1_200;
  private static final int MOST_TICKS = 500;
  private static final int MOST_ARROWS = 60;
  private static final int MOST_CREATIONS = 12;

  private final ThreadReport report;
  private final List<Lane> lanes;
  private final int left;
  private final List<Shape> shapes = new ArrayList<>();
  private final Map<Long, Integer> laneOf = new HashMap<>();
  private final Labels labels = new Labels();
  private final List<Arrow> arrows = new ArrayList<>();
  private final Legend legend = new Legend();

  /** A lock that goes from lane to lane at a place on the time axis. */
  private record Arrow(String lock, int from, int to, double x) {
    /** Whether the arrow would go through a label in the lane. */
    boolean crosses(int lane) {
      return lane != to && lane >= Math.min(from, to) && lane <= Math.max(from, to);
    }
  }

  private TimelineDrawing(ThreadReport report) {
    this.report = report;
    this.lanes = shortened(Lane.of(report, MOST_LANES), nanosPerPixel(WIDTH / 2, report));
    double widest = 40;
    for (int i = 0; i < lanes.size(); i++) {
      laneOf.put(lanes.get(i).row().id(), i);
      widest = Math.max(widest, Drawing.textWidth(label(lanes.get(i).row()), 12));
    }
    this.left = (int) Math.ceil(widest) + 18;
  }

  static Drawing of(ThreadReport report, String description) {
    return new TimelineDrawing(report).drawing(description);
  }

  private static double nanosPerPixel(int pixels, ThreadReport report) {
    return Math.max(1, (double) report.run().wallNanos() / pixels);
  }

  private static List<Lane> shortened(List<Lane> lanes, double nanosPerPixel) {
    double least = nanosPerPixel;
    List<Lane> merged = lanes;
    do {
      long nanos = Math.round(least);
      merged = lanes.stream().map(l -> l.merged(nanos)).toList();
      least *= 2;
    } while (merged.stream().mapToInt(l -> l.segments().size()).sum() > MOST_SEGMENTS);
    return merged;
  }

  private static String label(ThreadRow row) {
    return Names.cutMiddle(row.label(), 16);
  }

  private Drawing drawing(String description) {
    String title =
        report.run().title() + ": what " + Names.count(report.rows().size(), "thread") + " did";
    text(12, 18, 12, Anchor.START, true, title);
    int bottom = TOP + lanes.size() * PITCH;
    findArrows();
    grid(bottom);
    for (int i = 0; i < lanes.size(); i++) {
      creation(lanes.get(i).row(), i);
    }
    for (int i = 0; i < lanes.size(); i++) {
      lane(lanes.get(i), i);
    }
    ticks();
    bodyEnd(bottom);
    handOffs();
    for (int i = 0; i < lanes.size(); i++) {
      end(lanes.get(i).row(), i);
    }
    int more = report.rows().size() - lanes.size();
    if (more > 0) {
      text(12, bottom + 4, SMALL, Anchor.START, false, "+ " + more + " more threads");
      bottom += 16;
    }
    int height = legend.draw(bottom + 14, RIGHT, shapes) + 10;
    return new Drawing(WIDTH, height, title, description, shapes);
  }

  private double x(long nanos) {
    double share = (double) nanos / Math.max(1, report.run().wallNanos());
    return left + Math.max(0, Math.min(1, share)) * (RIGHT - left);
  }

  private static double y(int lane) {
    return TOP + 8.0 + lane * PITCH;
  }

  private void grid(int bottom) {
    TimeScale scale = TimeScale.of(report.run().wallNanos());
    double wall = Math.max(1, report.run().wallNanos()) / scale.nanosPerUnit();
    double step = Math.pow(10, Math.floor(Math.log10(wall)));
    double[] finer = {0.2, 0.25, 0.5, 1, 2};
    for (double f : finer) {
      if (wall / (step * f) <= 6) {
        step *= f;
        break;
      }
    }
    for (int i = 0; i * step <= wall * 1.0001; i++) {
      double at = x(Math.round(i * step * scale.nanosPerUnit()));
      shapes.add(new Shape.Stroke(at, TOP, at, bottom, 1, Drawing.GRID, false));
      String number = axisNumber(i * step) + " " + scale.unit();
      boolean last = at + Drawing.textWidth(number, SMALL) / 2 > WIDTH - 4;
      Anchor anchor = i == 0 ? Anchor.START : last ? Anchor.END : Anchor.MIDDLE;
      text(at, TOP - 5, SMALL, anchor, false, number);
    }
  }

  private static String axisNumber(double value) {
    return BigDecimal.valueOf(Math.round(value * 1000), 3).stripTrailingZeros().toPlainString();
  }

  private void lane(Lane lane, int index) {
    ThreadRow row = lane.row();
    double y = y(index);
    text(12, y + 13, 12, Anchor.START, row.kind() == ThreadRow.Kind.CELL, label(row));
    double from = x(row.start());
    double width = Math.max(1, x(row.stop()) - from);
    boolean unaccounted = lane.has(State.UNACCOUNTED);
    Shape.Fill life = unaccounted ? StateLook.UNACCOUNTED.fill : Shape.Fill.HOLLOW;
    shapes.add(new Shape.Box(from, y, width, LANE, life, Drawing.FAINT));
    if (unaccounted) {
      legend.add(State.UNACCOUNTED); // what no state covers
    }
    for (Span segment : lane.segments()) {
      double x = x(segment.from());
      double w = Math.max(0.6, x(segment.to()) - x);
      if (segment.state() == State.RUNNING) {
        double below = part(State.RUNNING, x, y, w, LANE * lane.unpaused().running());
        part(State.READY, x, below, w, LANE * lane.unpaused().ready());
      } else if (segment.state() != State.UNACCOUNTED) {
        part(segment.state(), x, y, w, LANE);
      }
      inside(segment, lane.unpaused(), index, x, w);
    }
    labels.block(from, y, width, LANE);
  }

  /** Draws a state as high as its share is; gives the lower edge. */
  private double part(State state, double x, double y, double width, double height) {
    if (height > 0.5) {
      legend.add(state);
      StateLook look = StateLook.of(state);
      shapes.add(new Shape.Box(x, y, width, height, look.fill, look.colour));
    }
    return y + height;
  }

  private static List<String> labels(Span segment, Unpaused unpaused) {
    StateLook look = StateLook.of(segment.state());
    String what = Names.cut(segment.what(), 28);
    String time = " " + TimeScale.inWords(segment.nanos());
    if (segment.state() == State.UNACCOUNTED) {
      String said = what.isEmpty() ? look.word : "in " + what;
      return List.of(said + time, said);
    }
    if (segment.state() == State.RUNNING && unpaused.running() < 1) {
      return List.of(look.letter); // it did not run for all of that time
    }
    String named = (look.letter + " " + what).strip();
    List<String> candidates = new ArrayList<>(List.of(named + time, named, look.letter));
    if (segment.state() == State.BLOCKED && !what.isEmpty()) {
      candidates.add(0, look.word + " on " + what + time);
    }
    return candidates;
  }

  private void inside(Span segment, Unpaused unpaused, int lane, double x, double width) {
    double y = y(lane);
    for (String label : labels(segment, unpaused)) {
      double needed = Drawing.textWidth(label, SMALL) + 4;
      double middle = clearMiddle(lane, x, width, needed + 4);
      if (!Double.isNaN(middle)) {
        shapes.add(new Shape.Patch(middle - needed / 2, y + 3, needed, LANE - 6));
        text(middle, y + 13, SMALL, Anchor.MIDDLE, false, label);
        return;
      }
    }
  }

  /** The middle of the widest stretch that no arrow crosses; NaN when that is too narrow. */
  private double clearMiddle(int lane, double x, double width, double needed) {
    double from = x;
    double best = Double.NaN;
    double widest = needed;
    for (double to : crossings(lane, x, x + width)) {
      if (to - from >= widest) {
        widest = to - from;
        best = (from + to) / 2;
      }
      from = to;
    }
    return best;
  }

  /** Where arrows cross the lane between the ends, and the right end. */
  private List<Double> crossings(int lane, double from, double to) {
    List<Double> all = new ArrayList<>();
    for (Arrow arrow : arrows) {
      if (arrow.crosses(lane) && arrow.x() > from && arrow.x() < to) {
        all.add(arrow.x());
      }
    }
    all.add(to);
    return all;
  }

  private void creation(ThreadRow row, int index) {
    boolean crowded = lanes.size() > MOST_CREATIONS;
    if (crowded || row.startedBy().isEmpty() || row.kind() == ThreadRow.Kind.CELL) {
      return;
    }
    for (int i = 0; i < index; i++) {
      if (lanes.get(i).row().name().equals(row.startedBy())) {
        double x = x(row.start());
        shapes.add(new Shape.Stroke(x, y(i) + LANE, x, y(index), 1, Drawing.FAINT, false));
        return;
      }
    }
  }

  private void ticks() {
    Set<List<Integer>> used = new HashSet<>();
    for (OutputTick tick : report.timeline().ticks()) {
      Integer lane = laneOf.get(tick.threadId());
      double x = x(tick.at());
      if (lane != null
          && used.size() < MOST_TICKS
          && used.add(List.of(lane, (int) Math.round(x / 2)))) {
        double y = y(lane) + LANE;
        shapes.add(new Shape.Stroke(x, y + 1.5, x, y + 7, 1.6, Drawing.INK, false));
      }
    }
    if (!used.isEmpty()) {
      legend.add(Legend.Mark.PRINTED);
    }
  }

  private void bodyEnd(int bottom) {
    long body = report.run().bodyNanos();
    if (body <= 0 || report.run().wallNanos() - body < report.run().wallNanos() / 50) {
      return;
    }
    double x = x(body);
    shapes.add(new Shape.Stroke(x, TOP - 2, x, bottom, 1.2, Drawing.INK, true));
    String label = "cell's code returned";
    boolean before = x + Drawing.textWidth(label, SMALL) > RIGHT;
    text(
        x + (before ? -4 : 4), bottom + 2, SMALL, before ? Anchor.END : Anchor.START, false, label);
  }

  private void findArrows() {
    double lastX = -10;
    for (HandOff handOff : report.timeline().handOffs()) {
      Integer from = laneOf.get(handOff.fromThread());
      Integer to = laneOf.get(handOff.toThread());
      double x = x(handOff.at());
      if (from == null || to == null || from.equals(to) || x - lastX < 4) {
        continue;
      }
      if (arrows.size() == MOST_ARROWS) {
        return;
      }
      lastX = x;
      arrows.add(new Arrow(handOff.lock(), from, to, x));
    }
  }

  private void handOffs() {
    for (Arrow arrow : arrows) {
      double x = arrow.x();
      boolean down = arrow.to() > arrow.from();
      double start = y(arrow.from()) + LANE / 2.0;
      double tip = down ? y(arrow.to()) : y(arrow.to()) + LANE;
      shapes.add(new Shape.Stroke(x, start, x, tip, 4, "#ffffff", false));
      shapes.add(new Shape.Stroke(x, start, x, tip, 1.6, Drawing.INK, false));
      shapes.add(new Shape.Tip(x, tip, down ? Direction.DOWN : Direction.UP, Drawing.INK));
      handOffLabel(arrow.lock(), x, down ? tip - 5 : tip + 14);
    }
    if (!arrows.isEmpty()) {
      legend.add(Legend.Mark.HANDED_OVER);
    }
  }

  private void handOffLabel(String lock, double x, double baseLine) {
    String label = Names.cut(lock, 24);
    double width = Drawing.textWidth(label, SMALL);
    for (double at : new double[] {x + 7, x - 7 - width}) {
      if (at > left && at + width < RIGHT && labels.free(at, baseLine - 9, width, 11)) {
        labels.block(at, baseLine - 9, width, 11);
        shapes.add(new Shape.Patch(at - 1, baseLine - 9, width + 2, 12));
        text(at, baseLine, SMALL, Anchor.START, false, label);
        return;
      }
    }
  }

  private void end(ThreadRow row, int index) {
    double x = x(row.stop());
    double y = y(index);
    if (row.end() instanceof End.Threw threw) {
      double m = y + LANE / 2.0;
      shapes.add(new Shape.Patch(x - 6, m - 6, 12, 12));
      shapes.add(new Shape.Stroke(x - 5, m - 5, x + 5, m + 5, 2.4, Drawing.INK, false));
      shapes.add(new Shape.Stroke(x - 5, m + 5, x + 5, m - 5, 2.4, Drawing.INK, false));
      String name = threw.className().substring(threw.className().lastIndexOf('.') + 1);
      String label = Names.cut(name, 32);
      if (x + 10 + Drawing.textWidth(label, SMALL) < RIGHT) {
        shapes.add(new Shape.Patch(x + 8, y + 3, Drawing.textWidth(label, SMALL) + 3, LANE - 6));
        text(x + 10, y + 13, SMALL, Anchor.START, false, label);
      }
      legend.add(Legend.Mark.THREW);
    } else if (row.end() instanceof End.Interrupted) {
      shapes.add(new Shape.Patch(x - 10, y + 2, 9, LANE - 4));
      text(x - 5.5, y + 14, 13, Anchor.MIDDLE, true, "!");
      legend.add(Legend.Mark.INTERRUPTED);
    } else if (row.end() instanceof End.StillRunning && row.kind() != ThreadRow.Kind.CELL) {
      shapes.add(new Shape.Tip(RIGHT + 8, y + LANE / 2.0, Direction.RIGHT, Drawing.INK));
      legend.add(Legend.Mark.STILL_RUNNING);
    }
  }

  private void text(double x, double y, int size, Anchor anchor, boolean bold, String text) {
    shapes.add(new Shape.Text(x, y, size, anchor, bold, text));
  }

  /** Where something is already, so that labels do not cover each other. */
  private static final class Labels {
    private final List<double[]> taken = new ArrayList<>();

    void block(double x, double y, double width, double height) {
      taken.add(new double[] {x, y, x + width, y + height});
    }

    boolean free(double x, double y, double width, double height) {
      for (double[] t : taken) {
        if (x < t[2] && x + width > t[0] && y < t[3] && y + height > t[1]) {
          return false;
        }
      }
      return true;
    }
  }
}
