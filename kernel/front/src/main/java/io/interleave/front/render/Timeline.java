package io.interleave.front.render;

import io.interleave.front.threads.ThreadReport;
import io.interleave.wire.Event.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The timeline of a cell's threads as a figure: a picture as a data URI, which no sanitiser takes
 * apart and no page can restyle, its alternative text, and the same in characters.
 */
public final class Timeline {
  private static final int LONGEST_ALTERNATIVE = 250;

  private final ThreadReport report;

  public Timeline(ThreadReport report) {
    this.report = report;
  }

  /** The figure with an SVG picture; {@code image/svg+xml} is in the bundle too. */
  public Value bundle() {
    String svg = svg();
    String uri =
        "data:image/svg+xml;base64,"
            + Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/html", html(uri));
    data.put("image/svg+xml", svg);
    data.put("text/plain", text());
    return new Value(data, "{\"image/svg+xml\":{\"needs_background\":\"light\"}}");
  }

  /**
   * The figure with a PNG picture, for hosts that refuse SVG.
   *
   * @throws IOException when this JVM cannot paint text
   */
  public Value pngBundle() throws IOException {
    String png = PngPainter.paint(TimelineDrawing.of(report, alternative()));
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/html", html("data:image/png;base64," + png));
    data.put("image/png", png);
    data.put("text/plain", text());
    return new Value(data, "{\"image/png\":{\"needs_background\":\"light\"}}");
  }

  /** The picture alone. */
  public String svg() {
    Drawing drawing = TimelineDrawing.of(report, alternative());
    String id =
        "t" + Integer.toHexString((report.run().title() + report.run().wallNanos()).hashCode());
    return SvgWriter.write(drawing, id);
  }

  /** The lanes in characters, at most 100 columns. */
  public String text() {
    return String.join("\n", new TextLanes(report).lines());
  }

  private String html(String uri) {
    String figure =
        "<figure><img width=\"720\" alt=\""
            + Names.escape(alternative())
            + "\" src=\""
            + uri
            + "\"><figcaption>"
            + caption()
            + "</figcaption></figure>\n";
    return Markup.withText(figure, text());
  }

  private String caption() {
    boolean states = report.rows().stream().anyMatch(r -> r.times().sleep().isPresent());
    return states
        ? "Sleeping, blocked, waiting and I/O are recorded by the JVM; \u201crunning\u201d is the"
            + " rest of a thread\u2019s life, and pauses below 0.1 ms may be missing from it."
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
