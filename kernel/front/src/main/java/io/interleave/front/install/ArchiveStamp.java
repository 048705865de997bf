package io.interleave.front.install;

import io.interleave.front.files.FileReplacement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The small file beside the archives of loaded classes that says what they belong to, so that a
 * kernel need not ask a JVM whether they fit.
 *
 * @param origin what the latest training began with
 * @param made file names of the archives that it left behind
 * @param tries how often it was begun with this origin
 */
record ArchiveStamp(ArchiveOrigin origin, List<String> made, int tries) {
  private static final int MOST_TRIES = 3;

  /**
   * @throws IOException when the file is there and cannot be read
   */
  static Optional<ArchiveStamp> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // Damaged: as good as none.
    }
    ArchiveOrigin origin =
        new ArchiveOrigin(
            properties.getProperty("java", ""),
            properties.getProperty("modules", ""),
            properties.getProperty("base", ""),
            properties.getProperty("jars", ""));
    List<String> made =
        Stream.of(properties.getProperty("made", "").split(" "))
            .filter(name -> !name.isEmpty())
            .toList();
    String tries = properties.getProperty("tries", "");
    return tries.matches("\\d{1,9}")
        ? Optional.of(new ArchiveStamp(origin, made, Integer.parseInt(tries)))
        : Optional.empty();
  }

  void write(Path file) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("java", origin.java());
    properties.setProperty("modules", origin.modules());
    properties.setProperty("base", origin.base());
    properties.setProperty("jars", origin.jars());
    properties.setProperty("made", String.join(" ", made));
    properties.setProperty("tries", Integer.toString(tries));
    StringWriter text = new StringWriter();
    properties.store(text, "What the archives of loaded classes were made from");
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    FileReplacement.write(new ByteArrayInputStream(bytes), file);
  }

  /** The stamp of one more training. */
  static ArchiveStamp begun(Optional<ArchiveStamp> before, ArchiveOrigin now) {
    int tries = before.filter(stamp -> stamp.origin.equals(now)).map(ArchiveStamp::tries).orElse(0);
    return new ArchiveStamp(now, List.of(), tries + 1);
  }

  /**
   * Whether a training would be of use. One that was cut off or gave nothing is repeated, but not
   * at every start of a kernel for ever.
   *
   * @param now what archives would be made from now
   * @param wanted file names of all archives
   * @param there file names of those that lie in their place
   */
  boolean isOutdated(ArchiveOrigin now, List<String> wanted, List<String> there) {
    if (!origin.equals(now) || !there.containsAll(made)) {
      return true;
    }
    return !made.containsAll(wanted) && tries < MOST_TRIES;
  }
}
