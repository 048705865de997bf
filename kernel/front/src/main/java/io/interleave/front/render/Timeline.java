package io.interleave.front.render;

import io.interleave.front.threads.ThreadReport;
import io.interleave.wire.Event.Value;
import java.util.List;

/** The timeline of a cell's threads as a figure, and the same in characters. */
public final class Timeline {
  private static final int LONGEST_ALTERNATIVE = 250;

  private final ThreadReport report;

  public Timeline(ThreadReport report) {
    this.report = report;
  }

  /** The figure with an SVG picture; {@code image/svg+xml} is in the bundle too. */
  public Value bundle() {
    return figure().svg();
  }

  /**
   * The figure with a PNG picture, for hosts that refuse SVG.
   *
   * @param png whether it shall be one; a JVM without fonts has SVG only
   */
  public Value bundle(boolean png) {
    return figure().in(png);
  }

  /** The picture alone. */
  public String svg() {
    Figure figure = figure();
    return SvgWriter.write(figure.drawing(), figure.id());
  }

  private Figure figure() {
    String alternative = alternative();
    String id =
        "t" + Integer.toHexString((report.run().title() + report.run().wallNanos()).hashCode());
    return new Figure(TimelineDrawing.of(report, alternative), id, alternative, caption(), text());
  }

  /** The lanes in characters, at most 100 columns. */
  public String text() {
    return String.join("\n", new TextLanes(report).lines());
  }

  private String caption() {
    boolean states = report.rows().stream().anyMatch(r -> r.times().sleep().isPresent());
    return states
        ? "Sleeping, blocked, waiting and I/O are recorded by the JVM; \u201crunning\u201d is the"
            + " rest of a thread\u2019s life as far as it used CPU time, and pauses below 0.1 ms may"
            + " be missing from it."
        : "Only starts and ends are known, because this JVM recorded no states.";
  }

  /** What the picture shows, at most 250 characters. */
  String alternative() {
    StringBuilder out = new StringBuilder("Timeline of " + report.run().title() + ": ");
    out.append(Names.count(report.started(), "thread")).append(" and main in ");
    out.append(TimeScale.inWords(report.run().wallNanos())).append('.');
    int handOffs = report.timeline().handOffs().size();
    String tail = handOffs == 0 ? "" : " " + Names.count(handOffs, "lock hand-off") + ".";
    List<Lane> lanes = Lane.of(report, TimelineDrawing.MOST_LANES);
    for (Lane lane : lanes) {
      String sentence =
          " " + Names.cut(lane.row().label(), 20) + " " + TextLanes.summary(lane) + ".";
      if (out.length() + sentence.length() + tail.length() > LONGEST_ALTERNATIVE) {
        break;
      }
      out.append(sentence);
    }
    return out.append(tail).toString();
  }
}
