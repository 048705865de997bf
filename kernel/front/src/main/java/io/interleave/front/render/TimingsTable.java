package io.interleave.front.render;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.interleave.front.compare.Entry;
import io.interleave.front.compare.Run;
import io.interleave.front.compare.Statistics;
import io.interleave.wire.Event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** The timed runs of a session: a row a label. */
public final class TimingsTable {
  private static final List<TextTable.Column> COLUMNS =
      List.of(
          new TextTable.Column("run", false, true),
          new TextTable.Column("n", true, false),
          new TextTable.Column("wall", true, false),
          new TextTable.Column("range", true, false),
          new TextTable.Column("cpu", true, false),
          new TextTable.Column("cores used", true, false),
          new TextTable.Column("threads", true, false),
          new TextTable.Column("lines", true, false),
          new TextTable.Column("on", false, true));

  private final List<Entry> entries;

  public TimingsTable(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** HTML and text in one bundle. */
  public Value bundle() {
    Map<String, String> data = new LinkedHashMap<>();
    String text = text();
    data.put("text/html", Markup.fixed(text));
    data.put("text/plain", text);
    return new Value(data, "{}");
  }

  /** At most 100 columns; the first line is a sentence. */
  public String text() {
    if (entries.isEmpty()) {
      return "Nothing has been timed yet.";
    }
    TextTable table = new TextTable(COLUMNS);
    for (Entry entry : entries) {
      table.add(cells(entry));
    }
    List<String> lines = new ArrayList<>();
    lines.add(Names.count(entries.size(), "timed entry").replace("entrys", "entries") + ".");
    lines.addAll(table.lines());
    return String.join("\n", lines);
  }

  private static List<String> cells(Entry entry) {
    List<Run> runs = entry.runs();
    boolean cpu = runs.stream().allMatch(run -> run.cpuNanos() >= 0);
    boolean lines = runs.stream().allMatch(run -> run.lines() >= 0);
    long least = runs.stream().mapToLong(Run::wallNanos).min().orElseThrow();
    long greatest = runs.stream().mapToLong(Run::wallNanos).max().orElseThrow();
    return List.of(
        entry.label(),
        Integer.toString(runs.size()),
        TimeScale.inWords(median(runs, Run::wallNanos)),
        runs.size() == 1 ? "-" : TimeScale.inWords(least) + " to " + TimeScale.inWords(greatest),
        cpu ? TimeScale.inWords(median(runs, Run::cpuNanos)) : "-",
        cpu ? cores(runs) : "-",
        threads(entry).orElse("-"),
        lines ? Long.toString(median(runs, Run::lines)) : "-",
        entry.conditions().what());
  }

  /**
   * Empty when neither somebody said how many there are nor the kernel saw them, as in programs.
   */
  private static Optional<String> threads(Entry entry) {
    boolean seen = entry.runs().stream().allMatch(run -> run.lines() >= 0);
    return entry.threads() > 0 || seen
        ? Optional.of(Integer.toString(entry.threadCount()))
        : Optional.empty();
  }

  private static String cores(List<Run> runs) {
    double wall = Math.max(1, median(runs, Run::wallNanos));
    return String.format(Locale.ROOT, "%.2f", median(runs, Run::cpuNanos) / wall);
  }

  private static long median(List<Run> runs, ToLongFunction<Run> figure) {
    return Math.round(
        Statistics.median(runs.stream().mapToLong(figure).asDoubleStream().toArray()));
  }

  /** A line a run: label, number of the run, wall and CPU time in seconds, threads, lines. */
  public String csv() {
    StringBuilder out = new StringBuilder("label,run,wall_s,cpu_s,threads,lines,on\n");
    for (Entry entry : entries) {
      int number = 0;
      for (Run run : entry.runs()) {
        out.append(quoted(entry.label())).append(',').append(++number).append(',');
        out.append(run.wallNanos() / 1e9).append(',');
        out.append(run.cpuNanos() < 0 ? "" : Double.toString(run.cpuNanos() / 1e9)).append(',');
        out.append(threads(entry).orElse("")).append(',');
        out.append(run.lines() < 0 ? "" : Long.toString(run.lines())).append(',');
        out.append(quoted(entry.conditions().what())).append('\n');
      }
    }
    return out.toString();
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"") + '"';
  }

  /** An array of objects: label, warmups, threads, on, and runs with wall and cpu in seconds. */
  public String json() {
    JsonArray all = new JsonArray();
    for (Entry entry : entries) {
      JsonObject json = new JsonObject();
      json.addProperty("label", entry.label());
      json.addProperty("warmups", entry.warmups());
      json.addProperty("threads", threads(entry).map(Integer::valueOf).orElse(null));
      json.addProperty("on", entry.conditions().what());
      JsonArray runs = new JsonArray();
      for (Run run : entry.runs()) {
        JsonObject each = new JsonObject();
        each.addProperty("wall", run.wallNanos() / 1e9);
        each.addProperty("cpu", run.cpuNanos() < 0 ? null : run.cpuNanos() / 1e9);
        each.addProperty("lines", run.lines() < 0 ? null : run.lines());
        runs.add(each);
      }
      json.add("runs", runs);
      all.add(json);
    }
    return all.toString();
  }
}
