package io.interleave.front.render;

import io.interleave.front.compare.Comparison;
import io.interleave.front.compare.Comparison.Row;
import io.interleave.front.compare.Comparison.Verdict;
import io.interleave.front.compare.Conditions;
import io.interleave.wire.Event.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table that compares labelled runs with a base, and what a careful reader has to know. */
public final class ComparisonTable {
  private static final List<TextTable.Column> COLUMNS =
      List.of(
          new TextTable.Column("run", false, true),
          new TextTable.Column("thr", true, false),
          new TextTable.Column("n", true, false),
          new TextTable.Column("median", true, false),
          new TextTable.Column("range", true, false),
          new TextTable.Column("vs base", false, false),
          new TextTable.Column("cpu", true, false),
          new TextTable.Column("cores", true, false),
          new TextTable.Column("eff", true, false),
          new TextTable.Column("serial", true, false),
          new TextTable.Column("verdict", false, false));

  private static final double BUSY = 0.10;
  private static final double SOME_CPU = 0.20;

  private final Comparison comparison;
  private final Conditions conditions;
  private final int warmups;
  private final TimeScale scale;

  /**
   * @param conditions of the base
   * @param warmups runs of each that were thrown away
   */
  public ComparisonTable(Comparison comparison, Conditions conditions, int warmups) {
    this.comparison = comparison;
    this.conditions = conditions;
    this.warmups = warmups;
    double longest = comparison.rows().stream().mapToDouble(Row::maxSeconds).max().orElse(0);
    this.scale = TimeScale.of((long) (longest * 1e9));
  }

  /** HTML, text and JSON in one bundle. */
  public Value bundle() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/html", html());
    data.put("text/plain", text());
    data.put(ComparisonJson.MIME_TYPE, new ComparisonJson(comparison, conditions, warmups).text());
    return new Value(data, "{}");
  }

  /**
   * The speed-up over the number of threads, when at least three counts of threads differ.
   *
   * @param png whether it shall be one, for hosts that refuse SVG
   */
  public Optional<Value> chart(boolean png) {
    return SpeedUpChart.of(comparison, conditions.processors()).map(figure -> figure.in(png));
  }

  /** At most 100 columns; the first line is a sentence. Ends without a line break. */
  public String text() {
    TextTable table = new TextTable(COLUMNS);
    comparison.rows().forEach(row -> table.add(cells(row, "x", "-")));
    List<String> lines = new ArrayList<>(TextTable.wrap(headline()));
    lines.add("times in " + scale.word());
    lines.addAll(table.lines());
    for (String note : notes()) {
      lines.addAll(TextTable.wrap(note));
    }
    return String.join("\n", lines);
  }

  /** A table with a caption and headers, and the complete text. */
  public String html() {
    StringBuilder out = new StringBuilder("<table><caption>");
    out.append(Names.escape(headline())).append("</caption>\n<tr>");
    for (TextTable.Column column : COLUMNS) {
      boolean time = List.of("median", "range", "cpu").contains(column.title());
      out.append("<th scope=\"col\"").append(align(column)).append('>').append(column.title());
      out.append(time ? " (" + scale.unit() + ")" : "").append("</th>");
    }
    out.append("</tr>\n");
    for (Row row : comparison.rows()) {
      row(out, cells(row, "\u00d7", "\u2013"));
    }
    out.append("</table>\n");
    for (String note : notes()) {
      out.append("<p>").append(Names.escape(note)).append("</p>\n");
    }
    return Markup.withText(out.toString(), text());
  }

  private static void row(StringBuilder out, List<String> cells) {
    out.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      String tag = i == 0 ? "th" : "td";
      out.append('<').append(tag).append(i == 0 ? " scope=\"row\"" : "");
      out.append(align(COLUMNS.get(i))).append('>').append(Names.markup(cells.get(i)));
      out.append("</").append(tag).append('>');
    }
    out.append("</tr>\n");
  }

  private static String align(TextTable.Column column) {
    return " style=\"text-align: " + (column.right() ? "right" : "left") + "\"";
  }

  private List<String> cells(Row row, String times, String missing) {
    boolean cpu = !Double.isNaN(row.cpuSeconds());
    return List.of(
        row.label(),
        Integer.toString(row.threads()),
        Integer.toString(row.runs()),
        time(row.medianSeconds()),
        row.runs() == 1 ? missing : time(row.minSeconds()) + "-" + time(row.maxSeconds()),
        against(row, times),
        cpu ? time(row.cpuSeconds()) : missing,
        cpu ? number(row.coresUsed()) : missing,
        row.efficiency().map(ComparisonTable::number).orElse(missing),
        row.serialPart().map(ComparisonTable::number).orElse(missing),
        row.verdict().words());
  }

  private static String against(Row row, String times) {
    if (row.verdict() == Verdict.BASE) {
      return "1 (base)";
    }
    // Two digits are all that one run each can carry.
    String factor = (row.runs() == 1 ? twoDigits(row.speedUp()) : number(row.speedUp())) + times;
    return row.interval()
        .map(i -> factor + " (" + number(i.low()) + "-" + number(i.high()) + ")")
        .orElse(factor);
  }

  private String headline() {
    Row base = comparison.rows().get(0);
    List<String> parts = new ArrayList<>();
    for (Row row : comparison.rows().subList(1, comparison.rows().size())) {
      String name = Names.cut(row.label(), 30);
      parts.add(
          switch (row.verdict()) {
            case FASTER -> name + " is " + number(row.speedUp()) + " times as fast";
            case SLOWER -> name + " is slower (" + number(row.speedUp()) + " of the speed)";
            case NO_CLEAR_DIFFERENCE -> name + " shows no clear difference";
            default -> name + " took " + lasting(1 / row.speedUp()) + ", indicative only";
          });
    }
    String against = "Against " + Names.cut(base.label(), 30) + ": ";
    return parts.isEmpty()
        ? "One entry, nothing to compare it with."
        : against + String.join("; ", parts) + ".";
  }

  private static String lasting(double ratio) {
    return twoDigits(ratio) + (ratio > 1 ? " times as long" : " of the time");
  }

  /** Why the figures are what they are, and how far they can be trusted. */
  private List<String> notes() {
    List<String> notes = new ArrayList<>(comparison.warnings());
    boolean severalThreads = comparison.rows().stream().anyMatch(row -> row.threads() > 1);
    if (severalThreads && starved()) {
      notes.add(
          "The base had a core for part of its time only: it waited, or other processes had the"
              + " core. So nothing is said of a serial part.");
    } else if (severalThreads && Double.isNaN(comparison.rows().get(0).cpuSeconds())) {
      notes.add(
          "The CPU time of the base is not known, and so not whether it computed or waited. So"
              + " nothing is said of a serial part.");
    } else if (severalThreads && !comparison.cpuBound()) {
      notes.add(
          "Mostly waiting, not computing: a gain here is waits that overlap, its limit is the longest"
              + " wait, and it may exceed the number of cores. No serial part.");
    } else if (comparison.rows().stream().anyMatch(row -> row.serialPart().isPresent())) {
      notes.add(
          "serial: the part that did not run in parallel (Karp-Flatt); eff: gain per usable core.");
    }
    notes.add(
        conditions.what()
            + ", "
            + Names.count(conditions.processors(), "core")
            + ", "
            + (Double.isNaN(conditions.othersShare())
                ? "use by other processes unknown"
                : "other processes used " + percent(conditions.othersShare()) + " of the CPU")
            + (conditions.loadAverage() >= 0
                ? ", load average " + number(conditions.loadAverage())
                : "")
            + ".");
    boolean intervals = comparison.rows().stream().anyMatch(row -> row.interval().isPresent());
    notes.add(
        (warmups == 0 ? "No warm-ups" : Names.count(warmups, "warm-up") + " each thrown away")
            + "; medians of n runs, range min-max; clock System.nanoTime"
            + (intervals
                ? "; intervals 95 % bootstrap; verdicts by the Mann-Whitney test at 5 %."
                : "."));
    return notes;
  }

  /** Whether the base may have computed all along, had other processes let it. */
  private boolean starved() {
    Row base = comparison.rows().get(0);
    // Where the system does not say that it was ready, its CPU time has to: the less the others
    // leave, the less of it is a sign that there was work for more.
    double sign = SOME_CPU * (1 - conditions.othersShare());
    boolean maybe =
        !comparison.cpuBound()
            && !(conditions.othersShare() <= BUSY) // unknown, of cells that were run before
            && base.cpuSeconds() / base.medianSeconds() > (Double.isNaN(sign) ? SOME_CPU : sign);
    // A virtual machine may be kept from its cores without being told so.
    return comparison.starved().orElse(false) || maybe;
  }

  private String time(double seconds) {
    return scale.format(Math.round(seconds * 1e9));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : "%.1f", value);
  }

  private static String twoDigits(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }
}
