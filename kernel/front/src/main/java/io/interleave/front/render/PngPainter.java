package io.interleave.front.render;

import io.interleave.front.render.Shape.Direction;
import io.interleave.front.render.Shape.Fill;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Paints a drawing as PNG, at twice its size. Needs the JDK's {@code java.desktop}, no display. */
final class PngPainter {
  private static final int SCALE = 2;
  private static final double STEP = 6;

  private final Graphics2D graphics;

  private PngPainter(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /**
   * The picture in base64 without line breaks.
   *
   * @throws IOException when this JVM cannot paint, as one without fonts
   */
  static String paint(Drawing drawing) throws IOException {
    BufferedImage image =
        new BufferedImage(
            drawing.width() * SCALE, drawing.height() * SCALE, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    try {
      graphics.scale(SCALE, SCALE);
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      graphics.setRenderingHint(
          RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
      PngPainter painter = new PngPainter(graphics);
      painter.area(Color.WHITE, new Rectangle2D.Double(0, 0, drawing.width(), drawing.height()));
      graphics.setColor(Color.decode(Drawing.FAINT));
      graphics.draw(
          new Rectangle2D.Double(0.5, 0.5, drawing.width() - 1.0, drawing.height() - 1.0));
      drawing.shapes().forEach(painter::shape);
    } catch (LinkageError | InternalError e) {
      throw new IOException("this Java cannot paint text (" + e.getMessage() + ")", e);
    } finally {
      graphics.dispose();
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.setUseCache(false);
    ImageIO.write(Palette.reduce(image), "png", png);
    return Base64.getEncoder().encodeToString(png.toByteArray());
  }

  private void shape(Shape shape) {
    if (shape instanceof Shape.Box s) {
      box(s);
    } else if (shape instanceof Shape.Patch s) {
      area(Color.WHITE, new Rectangle2D.Double(s.x(), s.y(), s.width(), s.height()));
    } else if (shape instanceof Shape.Stroke s) {
      graphics.setColor(Color.decode(s.colour()));
      graphics.setStroke(
          s.dashed()
              ? new BasicStroke(
                  (float) s.width(),
                  BasicStroke.CAP_BUTT,
                  BasicStroke.JOIN_MITER,
                  10,
                  new float[] {4, 3},
                  0)
              : new BasicStroke((float) s.width()));
      graphics.draw(new Line2D.Double(s.x1(), s.y1(), s.x2(), s.y2()));
    } else if (shape instanceof Shape.Tip s) {
      area(Color.decode(s.colour()), triangle(s));
    } else {
      text((Shape.Text) shape);
    }
  }

  private void box(Shape.Box s) {
    Color colour = Color.decode(s.colour());
    Rectangle2D area = new Rectangle2D.Double(s.x(), s.y(), Math.max(0.3, s.width()), s.height());
    area(s.fill() == Fill.SOLID ? colour : Color.WHITE, area);
    graphics.setColor(colour);
    java.awt.Shape clip = graphics.getClip();
    graphics.clip(area);
    graphics.setStroke(new BasicStroke(1.6f));
    pattern(s.fill(), area);
    graphics.setClip(clip);
    graphics.setStroke(new BasicStroke(1));
    graphics.draw(area);
  }

  private void pattern(Fill fill, Rectangle2D area) {
    double right = area.getMaxX();
    double bottom = area.getMaxY();
    switch (fill) {
      case DIAGONAL -> {
        for (double x = area.getX(); x < right + area.getHeight(); x += STEP) {
          graphics.draw(new Line2D.Double(x, area.getY(), x - area.getHeight(), bottom));
        }
      }
      case VERTICAL -> {
        for (double x = area.getX() + 2; x < right; x += STEP) {
          graphics.draw(new Line2D.Double(x, area.getY(), x, bottom));
        }
      }
      case HORIZONTAL -> {
        for (double y = area.getY() + 1.5; y < bottom; y += STEP / 2) {
          graphics.draw(new Line2D.Double(area.getX(), y, right, y));
        }
      }
      case DOTS -> {
        for (double x = area.getX() + 3; x < right; x += STEP) {
          for (double y = area.getY() + 3; y < bottom; y += STEP) {
            graphics.fill(new Ellipse2D.Double(x - 1.5, y - 1.5, 3, 3));
          }
        }
      }
      case DASHES -> {
        graphics.setStroke(new BasicStroke(1));
        for (double x = area.getX() + 1; x < right; x += STEP) {
          for (double y = area.getY() + 3; y < bottom; y += STEP) {
            graphics.draw(new Line2D.Double(x, y, x + 3, y));
          }
        }
      }
      default -> {}
    }
  }

  private static Path2D triangle(Shape.Tip tip) {
    Path2D path = new Path2D.Double();
    path.moveTo(tip.x(), tip.y());
    if (tip.direction() == Direction.RIGHT) {
      path.lineTo(tip.x() - 6, tip.y() - 4);
      path.lineTo(tip.x() - 6, tip.y() + 4);
    } else {
      double base = tip.direction() == Direction.UP ? tip.y() + 7 : tip.y() - 7;
      path.lineTo(tip.x() - 4, base);
      path.lineTo(tip.x() + 4, base);
    }
    path.closePath();
    return path;
  }

  private void text(Shape.Text s) {
    graphics.setColor(Color.decode(Drawing.INK));
    graphics.setFont(new Font(Font.MONOSPACED, s.bold() ? Font.BOLD : Font.PLAIN, s.size()));
    int width = graphics.getFontMetrics().stringWidth(s.text());
    double left =
        switch (s.anchor()) {
          case START -> s.x();
          case MIDDLE -> s.x() - width / 2.0;
          case END -> s.x() - width;
        };
    graphics.drawString(s.text(), (float) left, (float) s.y());
  }

  private void area(Color colour, java.awt.Shape area) {
    graphics.setColor(colour);
    graphics.fill(area);
  }
}
