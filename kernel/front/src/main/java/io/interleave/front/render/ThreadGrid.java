package io.interleave.front.render;

import io.interleave.front.threads.End;
import io.interleave.front.threads.RowGroup;
import io.interleave.front.threads.Run;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import io.interleave.front.threads.Times;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/** The cells of the thread table, the same for text and HTML. */
final class ThreadGrid {
  private static final int MOST_LINES = 60;

  private final String missing;
  private final TimeScale scale;
  private final boolean unaccounted;
  private final List<Figure> figures;
  private final List<List<String>> rows = new ArrayList<>();
  private int leftOut;

  /** A column of times or counts, and where to find its value in a row. */
  private record Figure(String title, boolean time, Function<ThreadRow, OptionalLong> value) {}

  /**
   * @param missing what stands for a figure that could not be measured
   */
  ThreadGrid(ThreadReport report, String missing) {
    this.missing = missing;
    this.scale = TimeScale.of(longest(report));
    this.unaccounted = report.rows().stream().anyMatch(r -> r.times().unaccounted().orElse(0) > 0);
    this.figures = figures();
    List<RowGroup> groups = RowGroup.of(report.rows());
    for (RowGroup group : groups) {
      if (rows.size() >= MOST_LINES) {
        leftOut += group.rows().size();
      } else if (group.many()) {
        rows.add(line(group, "med", f -> group.median(f.value()), ends(group)));
        rows.add(line(group, "max", f -> group.max(f.value()), ""));
      } else {
        ThreadRow row = group.rows().get(0);
        rows.add(line(row, end(row, report.run())));
      }
    }
  }

  private static long longest(ThreadReport report) {
    long longest = report.run().wallNanos();
    for (ThreadRow row : report.rows()) {
      longest = Math.max(longest, row.stop());
    }
    return longest;
  }

  private List<Figure> figures() {
    List<Figure> all = new ArrayList<>();
    all.add(new Figure("start", true, r -> OptionalLong.of(r.start())));
    all.add(time("wall", t -> OptionalLong.of(t.wall())));
    all.add(time("cpu", Times::cpu));
    all.add(time("ready", Times::ready));
    all.add(time("sleep", Times::sleep));
    all.add(time("blocked", Times::blocked));
    all.add(time("wait", Times::waiting));
    all.add(time("io", Times::io));
    if (unaccounted) {
      all.add(time("unaccounted", Times::unaccounted));
    }
    all.add(new Figure("lines", false, r -> OptionalLong.of(r.lines())));
    return all;
  }

  private static Figure time(String title, Function<Times, OptionalLong> value) {
    return new Figure(title, true, r -> value.apply(r.times()));
  }

  TimeScale scale() {
    return scale;
  }

  /** Threads that no row shows because there are too many different names. */
  int leftOut() {
    return leftOut;
  }

  List<TextTable.Column> columns() {
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(new TextTable.Column("#", false, false));
    columns.add(new TextTable.Column("thread", false, true));
    columns.add(new TextTable.Column("kind", false, false));
    for (Figure figure : figures) {
      columns.add(new TextTable.Column(figure.title(), true, false));
    }
    columns.add(new TextTable.Column("end", false, true));
    return columns;
  }

  /** Whether the column holds times. */
  boolean isTime(int column) {
    int figure = column - 3;
    return figure >= 0 && figure < figures.size() && figures.get(figure).time();
  }

  List<List<String>> rows() {
    return rows;
  }

  /** Sums over all threads; the wall time is the cell's. */
  List<String> total(ThreadReport report) {
    List<String> cells = new ArrayList<>(List.of("", "total", ""));
    for (Figure figure : figures) {
      OptionalLong sum =
          switch (figure.title()) {
            case "start" -> OptionalLong.empty();
            case "wall" -> OptionalLong.of(report.run().wallNanos());
            case "cpu" -> report.run().cpuNanos();
            default -> sum(report.rows(), figure.value());
          };
      cells.add(figure.title().equals("start") ? "" : format(figure, sum));
    }
    cells.add("");
    return cells;
  }

  private static OptionalLong sum(List<ThreadRow> rows, Function<ThreadRow, OptionalLong> figure) {
    long[] known =
        rows.stream()
            .map(figure)
            .filter(OptionalLong::isPresent)
            .mapToLong(OptionalLong::getAsLong)
            .toArray();
    long sum = 0;
    for (long value : known) {
      sum += value;
    }
    return known.length == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
  }

  private List<String> line(ThreadRow row, String end) {
    List<String> cells = new ArrayList<>();
    cells.add(Integer.toString(row.number()));
    cells.add(row.label());
    cells.add(row.kind().word());
    for (Figure figure : figures) {
      cells.add(format(figure, figure.value().apply(row)));
    }
    cells.add(end);
    return cells;
  }

  private List<String> line(
      RowGroup group, String which, Function<Figure, OptionalLong> value, String end) {
    List<String> cells = new ArrayList<>();
    cells.add(which);
    cells.add(group.rows().size() + " " + Names.cut(group.prefix(), 30) + "*");
    cells.add(group.rows().get(0).kind().word());
    for (Figure figure : figures) {
      cells.add(format(figure, value.apply(figure)));
    }
    cells.add(end);
    return cells;
  }

  private String format(Figure figure, OptionalLong value) {
    if (figure.time()) {
      return scale.format(value, missing);
    }
    return value.isPresent() ? Long.toString(value.getAsLong()) : missing;
  }

  private static String ends(RowGroup group) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    group.rows().forEach(r -> counts.merge(end(r.end()), 1, Integer::sum));
    if (counts.size() == 1) {
      return counts.keySet().iterator().next();
    }
    StringBuilder out = new StringBuilder();
    counts.forEach((end, n) -> out.append(out.isEmpty() ? "" : ", ").append(n + " " + end));
    return out.toString();
  }

  private static String end(ThreadRow row, Run run) {
    if (row.kind() == ThreadRow.Kind.CELL && !(row.end() instanceof End.Threw)) {
      return run.running() ? "running" : "-";
    }
    return end(row.end());
  }

  private static String end(End end) {
    if (end instanceof End.Threw threw) {
      return threw.className().substring(threw.className().lastIndexOf('.') + 1);
    }
    if (end instanceof End.Interrupted) {
      return "interrupted";
    }
    return end instanceof End.Finished ? "finished" : "still running";
  }
}
