package io.interleave.front.app;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;

/** Where this code was loaded from. */
final class OwnJar {
  private OwnJar() {}

  /** The jar that runs, or the folder of classes when there is no jar. */
  static Path path() {
    CodeSource source = OwnJar.class.getProtectionDomain().getCodeSource();
    if (source == null) {
      throw new IllegalStateException("this code was loaded from nowhere");
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a class path entry is no URI: " + source.getLocation(), e);
    }
  }
}
