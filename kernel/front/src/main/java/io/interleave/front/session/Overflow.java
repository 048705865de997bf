package io.interleave.front.session;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The text of a cell beyond its limit: goes to a file, is counted exactly, and its end is kept for
 * the cell's notice. Files older than a week are removed. Guarded by the lock of the cell's output.
 */
final class Overflow {
  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final int TAIL_CHARS = 2_000;
  private static final Duration KEPT = Duration.ofDays(7);

  private final Path file;
  private @Nullable Writer writer;
  private @Nullable String problem;
  private long lines;
  private long bytes;
  private String tail = "";

  /**
   * @param file does not exist yet; its folder is made when needed
   */
  Overflow(Path file) {
    this.file = file;
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      Files.createDirectories(folder);
      removeOld(folder);
      Files.deleteIfExists(file);
    } catch (IOException | UncheckedIOException e) {
      problem = "it cannot be kept, because " + file + " cannot be written: " + e;
    }
  }

  private static void removeOld(Path folder) throws IOException {
    FileTime limit = FileTime.from(Instant.now().minus(KEPT));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.txt")) {
      for (Path old : files) {
        if (Files.getLastModifiedTime(old).compareTo(limit) < 0) {
          Files.deleteIfExists(old);
        }
      }
    }
  }

  void add(String text) {
    TextSize size = TextSize.of(text);
    lines += size.lines();
    bytes += size.utf8();
    String end = tail + text.substring(Math.max(0, text.length() - TAIL_CHARS));
    tail = end.substring(Math.max(0, end.length() - TAIL_CHARS));
    if (problem != null) {
      return;
    }
    if (bytes > MAX_FILE_BYTES) {
      problem = "the first " + MAX_FILE_BYTES + " bytes of it are in " + file;
      close();
      return;
    }
    try {
      if (writer == null) {
        writer = Files.newBufferedWriter(file, CREATE, APPEND);
      }
      writer.write(sound(text));
    } catch (IOException e) {
      problem = "not all of it could be written to " + file + ": " + e.getMessage();
      close();
    }
  }

  // A lone surrogate has no UTF-8; the writer would refuse the whole text.
  private static String sound(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  /** What the cell says about it, with the last lines. */
  String notice(long limitBytes) {
    try {
      if (writer != null) {
        writer.flush();
      }
    } catch (IOException e) {
      problem = "not all of it could be written to " + file + ": " + e.getMessage();
      close();
    }
    String where = problem == null ? "it is in " + file : problem;
    String end = tail.substring(Math.max(0, tail.lastIndexOf('\n', tail.length() - 600) + 1));
    return String.format(
        Locale.ROOT,
        "The cell printed more than its limit of %,d bytes. What follows, %,d lines (%,d bytes),"
            + " is not shown here; %s.%nThe limit changes with %%output limit 50MB."
            + " The last lines were:%n%s",
        limitBytes,
        lines,
        bytes,
        where,
        end.stripTrailing());
  }

  /** Closes the file for now; text that comes later is appended. */
  void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (IOException e) {
      problem = "not all of it could be written to " + file + ": " + e.getMessage();
    }
    writer = null;
  }
}
