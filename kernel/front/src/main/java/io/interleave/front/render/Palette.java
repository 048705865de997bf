package io.interleave.front.render;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes pictures of few colours small: a byte a pixel in place of three. What smoothing has added
 * is rounded to steps of eight that no eye tells apart.
 */
final class Palette {
  private static final int MOST_COLOURS = 256;
  private static final int STEP = 8;

  private Palette() {}

  /** The picture with a palette; the picture itself when it has too many colours. */
  static BufferedImage reduce(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    Map<Integer, Integer> colours = new LinkedHashMap<>();
    byte[] indexes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      int colour = rounded(pixels[i]);
      Integer known = colours.get(colour);
      int index = known == null ? colours.size() : known;
      colours.put(colour, index);
      if (index >= MOST_COLOURS) {
        return image;
      }
      indexes[i] = (byte) index;
    }
    int[] table = colours.keySet().stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel model =
        new IndexColorModel(8, table.length, table, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    small.getRaster().setDataElements(0, 0, width, height, indexes);
    return small;
  }

  private static int rounded(int rgb) {
    return part(rgb >> 16) << 16 | part(rgb >> 8) << 8 | part(rgb);
  }

  private static int part(int value) {
    return Math.min(255, ((value & 0xff) + STEP / 2) / STEP * STEP);
  }
}
