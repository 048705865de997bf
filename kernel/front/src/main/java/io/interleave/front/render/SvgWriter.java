package io.interleave.front.render;

import io.interleave.front.render.Shape.Anchor;
import io.interleave.front.render.Shape.Direction;
import io.interleave.front.render.Shape.Fill;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a drawing as SVG 1.1 with presentation attributes only: no styles, no classes, no scripts,
 * no references out of the file. Ids begin with the given prefix, so that several drawings may
 * stand in one page.
 */
final class SvgWriter {
  private final StringBuilder out = new StringBuilder();
  private final Map<String, String> patterns = new LinkedHashMap<>();
  private final String idPrefix;

  private SvgWriter(String idPrefix) {
    this.idPrefix = idPrefix;
  }

  static String write(Drawing drawing, String idPrefix) {
    return new SvgWriter(idPrefix).document(drawing);
  }

  private String document(Drawing drawing) {
    List<String> body = new ArrayList<>();
    for (Shape shape : drawing.shapes()) {
      body.add(shape(shape));
    }
    out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(drawing.width());
    out.append("\" height=\"").append(drawing.height()).append("\" viewBox=\"0 0 ");
    out.append(drawing.width()).append(' ').append(drawing.height());
    out.append("\" font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\">\n");
    out.append("<title>").append(Names.escape(drawing.title())).append("</title>\n");
    out.append("<desc>").append(Names.escape(drawing.description())).append("</desc>\n");
    if (!patterns.isEmpty()) {
      out.append("<defs>\n");
      patterns.values().forEach(out::append);
      out.append("</defs>\n");
    }
    out.append(
        String.format(
            Locale.ROOT,
            "<rect x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" fill=\"#ffffff\""
                + " stroke=\"%s\"/>\n",
            drawing.width() - 1,
            drawing.height() - 1,
            Drawing.FAINT));
    body.forEach(out::append);
    return out.append("</svg>\n").toString();
  }

  private String shape(Shape shape) {
    if (shape instanceof Shape.Box s) {
      return "<rect"
          + number("x", s.x())
          + number("y", s.y())
          + number("width", Math.max(0.3, s.width()))
          + number("height", s.height())
          + " fill=\""
          + paint(s.fill(), s.colour())
          + "\" stroke=\""
          + s.colour()
          + "\"/>\n";
    }
    if (shape instanceof Shape.Patch s) {
      return "<rect"
          + number("x", s.x())
          + number("y", s.y())
          + number("width", s.width())
          + number("height", s.height())
          + " fill=\"#ffffff\"/>\n";
    }
    if (shape instanceof Shape.Stroke s) {
      return "<line"
          + number("x1", s.x1())
          + number("y1", s.y1())
          + number("x2", s.x2())
          + number("y2", s.y2())
          + number("stroke-width", s.width())
          + " stroke=\""
          + s.colour()
          + (s.dashed() ? "\" stroke-dasharray=\"4 3" : "")
          + "\"/>\n";
    }
    if (shape instanceof Shape.Tip s) {
      return "<polygon points=\"" + points(s) + "\" fill=\"" + s.colour() + "\"/>\n";
    }
    Shape.Text s = (Shape.Text) shape;
    return "<text"
        + number("x", s.x())
        + number("y", s.y())
        + " font-size=\""
        + s.size()
        + (s.anchor() == Anchor.START
            ? ""
            : "\" text-anchor=\"" + s.anchor().name().toLowerCase(Locale.ROOT))
        + (s.bold() ? "\" font-weight=\"bold" : "")
        + "\" fill=\""
        + Drawing.INK
        + "\">"
        + Names.escape(s.text())
        + "</text>\n";
  }

  private static String points(Shape.Tip tip) {
    double x = tip.x();
    double y = tip.y();
    if (tip.direction() == Direction.RIGHT) {
      return plain(x)
          + ","
          + plain(y)
          + " "
          + plain(x - 6)
          + ","
          + plain(y - 4)
          + " "
          + plain(x - 6)
          + ","
          + plain(y + 4);
    }
    double base = tip.direction() == Direction.UP ? y + 7 : y - 7;
    return plain(x)
        + ","
        + plain(y)
        + " "
        + plain(x - 4)
        + ","
        + plain(base)
        + " "
        + plain(x + 4)
        + ","
        + plain(base);
  }

  private String paint(Fill fill, String colour) {
    if (fill == Fill.SOLID) {
      return colour;
    }
    if (fill == Fill.HOLLOW) {
      return "#ffffff";
    }
    String id = idPrefix + "-" + fill.name().toLowerCase(Locale.ROOT) + "-" + colour.substring(1);
    patterns.computeIfAbsent(id, k -> pattern(k, fill, colour));
    return "url(#" + id + ")";
  }

  private static String pattern(String id, Fill fill, String colour) {
    String ink =
        switch (fill) {
          case DIAGONAL ->
              "<line x1=\"-1\" y1=\"7\" x2=\"7\" y2=\"-1\" stroke=\"%s\" stroke-width=\"1.6\"/>";
          case VERTICAL ->
              "<line x1=\"2\" y1=\"0\" x2=\"2\" y2=\"6\" stroke=\"%s\" stroke-width=\"1.6\"/>";
          case HORIZONTAL ->
              "<line x1=\"0\" y1=\"1.5\" x2=\"6\" y2=\"1.5\" stroke=\"%1$s\" stroke-width=\"1.2\"/>"
                  + "<line x1=\"0\" y1=\"4.5\" x2=\"6\" y2=\"4.5\" stroke=\"%1$s\""
                  + " stroke-width=\"1.2\"/>";
          case DASHES ->
              "<line x1=\"1\" y1=\"3\" x2=\"4\" y2=\"3\" stroke=\"%s\" stroke-width=\"1\"/>";
          default -> "<circle cx=\"3\" cy=\"3\" r=\"1.5\" fill=\"%s\"/>";
        };
    return "<pattern id=\""
        + id
        + "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
        + "<rect width=\"6\" height=\"6\" fill=\"#ffffff\"/>"
        + String.format(Locale.ROOT, ink, colour)
        + "</pattern>\n";
  }

  private static String number(String name, double value) {
    return " " + name + "=\"" + plain(value) + "\"";
  }

  private static String plain(double value) {
    double rounded = Math.rint(value * 10) / 10;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }
}
