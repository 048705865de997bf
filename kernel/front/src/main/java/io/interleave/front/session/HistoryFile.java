package io.interleave.front.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.interleave.front.files.FileReplacement;
import io.interleave.front.protocol.Reply.HistoryEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Inputs of all sessions in a file, a JSON array {@code [session, line, input]} on each line. Where
 * it cannot be read or written there is no history of earlier sessions, and nothing else changes.
 * Used by the history's thread only.
 */
public final class HistoryFile {
  private static final long MAX_FILE_BYTES = 16L << 20;
  private static final long MAX_READ_BYTES = 64L << 20;
  private static final int TAIL_BYTES = 256 << 10;
  private static final int KEPT_ENTRIES = 10_000;
  private static final int MAX_INPUT_CHARS = 1 << 20;

  private final Path file;
  private boolean writable = true;

  /**
   * @param file is made, with its folder, when the first input is kept
   */
  public HistoryFile(Path file) {
    this.file = file;
  }

  /**
   * The highest number of a session in the last part of the file; 0 when there is none. Who still
   * adds to a session of which the last part has nothing has written more than that since.
   */
  int lastSession() {
    int last = 0;
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long size = channel.size();
      long from = Math.max(0, size - TAIL_BYTES);
      channel.position(from);
      ByteBuffer buffer = ByteBuffer.allocate((int) (size - from));
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        continue; // until the end of the file, which others may shorten meanwhile
      }
      byte[] bytes = buffer.array();
      for (int i = 0; i < buffer.position(); i++) {
        boolean lineStarts = i == 0 ? from == 0 : bytes[i - 1] == '\n';
        if (lineStarts && bytes[i] == '[') {
          last = Math.max(last, number(bytes, i + 1));
        }
      }
    } catch (IOException e) {
      return 0; // as in read
    }
    return last;
  }

  /** The number that stands there, as far as it has at most nine digits; else 0. */
  private static int number(byte[] bytes, int from) {
    int number = 0;
    int at = from;
    while (at < bytes.length && at - from < 9 && Character.isDigit(bytes[at])) {
      number = number * 10 + bytes[at++] - '0';
    }
    return at < bytes.length && bytes[at] == ',' ? number : 0;
  }

  List<HistoryEntry> read() {
    try {
      if (!Files.isReadable(file) || Files.size(file) > MAX_READ_BYTES) {
        return List.of();
      }
      List<HistoryEntry> entries = new ArrayList<>();
      // Unlike those of Files, this reader goes on behind a broken byte.
      try (BufferedReader reader =
          new BufferedReader(
              new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          HistoryEntry entry = parse(line);
          if (entry != null) {
            entries.add(entry);
          }
        }
      }
      return Files.size(file) > MAX_FILE_BYTES ? shorten(entries) : entries;
    } catch (IOException e) {
      return List.of();
    }
  }

  private @Nullable HistoryEntry parse(String line) {
    try {
      JsonArray array = JsonParser.parseString(line).getAsJsonArray();
      return array.size() != 3
          ? null
          : new HistoryEntry(
              array.get(0).getAsInt(), array.get(1).getAsInt(), array.get(2).getAsString(), null);
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | NumberFormatException e) {
      return null; // another program wrote it, or only half of it was written
    }
  }

  private List<HistoryEntry> shorten(List<HistoryEntry> entries) throws IOException {
    int from = Math.max(0, entries.size() - KEPT_ENTRIES);
    List<HistoryEntry> kept = entries.subList(from, entries.size());
    List<String> lines = kept.stream().map(this::format).toList();
    FileReplacement.rewrite(file, String.join("\n", lines) + "\n");
    return kept;
  }

  void append(HistoryEntry entry) {
    if (!writable || entry.input().length() > MAX_INPUT_CHARS) {
      return;
    }
    try {
      Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
      byte[] line = (format(entry) + "\n").getBytes(StandardCharsets.UTF_8);
      Files.write(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      writable = false;
    }
  }

  private String format(HistoryEntry entry) {
    JsonArray array = new JsonArray();
    array.add(entry.session());
    array.add(entry.line());
    array.add(entry.input());
    return array.toString();
  }
}
