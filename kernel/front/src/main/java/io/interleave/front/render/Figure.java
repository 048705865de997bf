package io.interleave.front.render;

import io.interleave.wire.Event.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A picture as a page shows it: as a data URI, which no sanitiser takes apart and no page can
 * restyle, with its alternative text and the same in characters.
 *
 * @param id what the ids in the picture begin with
 * @param alternative plain text
 * @param caption HTML; may be empty
 * @param text that stands for the figure where there are no pictures
 */
record Figure(Drawing drawing, String id, String alternative, String caption, String text) {

  /** With an SVG picture; {@code image/svg+xml} is in the bundle too. */
  Value svg() {
    String svg = SvgWriter.write(drawing, id);
    String data = Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8));
    return bundle("image/svg+xml", svg, data);
  }

  /**
   * With a PNG picture, for hosts that refuse SVG.
   *
   * @throws IOException when this JVM cannot paint text
   */
  Value png() throws IOException {
    String data = PngPainter.paint(drawing);
    return bundle("image/png", data, data);
  }

  /** With the picture that is wanted; a JVM without fonts has SVG only. */
  Value in(boolean png) {
    try {
      return png ? png() : svg();
    } catch (IOException e) {
      return svg();
    }
  }

  private Value bundle(String type, String picture, String base64) {
    String figure =
        "<figure><img width=\""
            + drawing.width()
            + "\" alt=\""
            + Names.escape(alternative)
            + "\" src=\"data:"
            + type
            + ";base64,"
            + base64
            + "\">"
            + (caption.isEmpty() ? "" : "<figcaption>" + caption + "</figcaption>")
            + "</figure>\n";
    Map<String, String> data = new LinkedHashMap<>();
    data.put("text/html", Markup.withText(figure, text));
    data.put(type, picture);
    data.put("text/plain", text);
    return new Value(data, "{\"" + type + "\":{\"needs_background\":\"light\"}}");
  }
}
