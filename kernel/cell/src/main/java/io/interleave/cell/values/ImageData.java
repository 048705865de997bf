package io.interleave.cell.values;

import java.awt.image.RenderedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/** Images as PNG. Apart from the rest, so that java.desktop is loaded only when there is one. */
final class ImageData {
  private ImageData() {}

  /** Whether a class is an image, found out without loading the interface. */
  static boolean isImage(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      for (Class<?> face : at.getInterfaces()) {
        if (face.getName().equals("java.awt.image.RenderedImage") || isImage(face)) {
          return true;
        }
      }
    }
    return false;
  }

  /** MIME type to data. */
  static Map<String, String> bundle(Object value) throws IOException {
    RenderedImage image = (RenderedImage) value;
    ImageIO.setUseCache(false);
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", png)) {
      throw new IOException("no PNG writer takes this colour model");
    }
    return Map.of(
        "image/png",
        Base64.getEncoder().encodeToString(png.toByteArray()),
        "text/plain",
        "image, " + image.getWidth() + " × " + image.getHeight() + " pixels");
  }
}
