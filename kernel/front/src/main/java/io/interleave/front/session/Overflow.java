package io.interleave.front.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The text of a cell beyond its limit: goes to a file, is counted exactly, and its end is kept for
 * the cell's notice. Guarded by the lock of the cell's output.
 */
final class Overflow {
  private static final long MAX_FILE_BYTES = 1L << 30;
  private static final int TAIL_CHARS = 2_000;

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
      Files.createDirectories(file.toAbsolutePath().getParent());
      writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    } catch (IOException | UncheckedIOException e) {
      problem = "it cannot be kept, because " + file + " cannot be written: " + e.getMessage();
    }
  }

  void add(String text) {
    TextSize size = TextSize.of(text);
    lines += size.lines();
    bytes += size.utf8();
    String end = tail + text.substring(Math.max(0, text.length() - TAIL_CHARS));
    tail = end.substring(Math.max(0, end.length() - TAIL_CHARS));
    if (writer == null) {
      return;
    }
    if (bytes > MAX_FILE_BYTES) {
      problem = "the first " + MAX_FILE_BYTES + " bytes of it are in " + file;
      close();
      return;
    }
    try {
      writer.write(sound(text));
    } catch (IOException e) {
      problem = "not all of it could be written to " + file + ": " + e.getMessage();
      close();
    }
  }

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
