package io.interleave.front.session;

import io.interleave.front.protocol.Reply.HistoryEntries;
import io.interleave.front.protocol.Reply.HistoryEntry;
import io.interleave.front.protocol.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Earlier inputs, those of earlier sessions included when there is a file of them. At most 20,000
 * entries and 16 million characters are kept. The file is read and written on a thread of its own,
 * {@code history}, so that no cell waits for it.
 */
public final class History implements AutoCloseable {
  private static final int MAX_ENTRIES = 20_000;
  private static final long MAX_CHARS = 16_000_000;
  private static final int MAX_OUTPUT_CHARS = 10_000;
  private static final int PATIENCE_SECONDS = 5;
  private static final int CLOSING_MILLIS = 500;
  private static final HistoryEntries NONE = new HistoryEntries(List.of(), false);

  private final Lane lane = new Lane("history");
  private final HistoryFile file;
  private final List<HistoryEntry> entries = new ArrayList<>(); // on the lane, as are the rest
  private long chars;
  private int session; // 0 until the first input or question
  private boolean loaded;

  public History(HistoryFile file) {
    this.file = file;
  }

  /** Keeps the input of a cell that was asked to be kept. */
  void add(int line, String input) {
    lane.add(
        () -> {
          begin();
          HistoryEntry entry = new HistoryEntry(session, line, input, null);
          keep(entry);
          file.append(entry);
        });
  }

  /** Keeps the plain text of a cell's result. */
  void output(int line, String text) {
    String kept = text.substring(0, Math.min(text.length(), MAX_OUTPUT_CHARS));
    lane.add(() -> keepOutput(line, kept));
  }

  private void keepOutput(int line, String kept) {
    for (int i = entries.size() - 1; i >= 0 && entries.get(i).session() == session; i--) {
      HistoryEntry entry = entries.get(i);
      if (entry.line() == line) {
        chars += kept.length();
        entries.set(i, new HistoryEntry(session, line, entry.input(), kept));
        return;
      }
    }
  }

  private void begin() {
    if (session == 0) {
      session = 1 + file.lastSession();
    }
  }

  /** Reads what earlier sessions left, once somebody asks for it. */
  private void load() {
    begin();
    if (!loaded) {
      loaded = true;
      List<HistoryEntry> own = List.copyOf(entries);
      entries.clear();
      chars = 0;
      file.read().stream().filter(entry -> entry.session() != session).forEach(this::keep);
      own.forEach(this::keep);
    }
  }

  private void keep(HistoryEntry entry) {
    entries.add(entry);
    chars += chars(entry);
    int drop = 0;
    while (entries.size() - drop > MAX_ENTRIES || chars > MAX_CHARS && entries.size() - drop > 1) {
      chars -= chars(entries.get(drop++));
    }
    entries.subList(0, drop).clear();
  }

  private static long chars(HistoryEntry entry) {
    String output = entry.output();
    return entry.input().length() + (output == null ? 0L : output.length());
  }

  /** Answers a request; entries come oldest first. Waits for inputs that were added before. */
  HistoryEntries find(Request.History request) {
    CompletableFuture<HistoryEntries> answer = new CompletableFuture<>();
    lane.add(() -> answer.complete(found(request)));
    return answer.completeOnTimeout(NONE, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  private HistoryEntries found(Request.History request) {
    load();
    List<HistoryEntry> found =
        switch (request.access()) {
          case TAIL -> last(entries, request.n());
          case RANGE -> range(request);
          case SEARCH -> search(request);
        };
    List<HistoryEntry> shown =
        request.output()
            ? List.copyOf(found)
            : found.stream()
                .map(e -> new HistoryEntry(e.session(), e.line(), e.input(), null))
                .toList();
    return new HistoryEntries(shown, request.output());
  }

  private List<HistoryEntry> range(Request.History request) {
    int wanted = request.session() > 0 ? request.session() : session + request.session();
    Integer stop = request.stop();
    return entries.stream()
        .filter(e -> e.session() == wanted && e.line() >= request.start())
        .filter(e -> stop == null || e.line() < stop)
        .toList();
  }

  private List<HistoryEntry> search(Request.History request) {
    Pattern pattern = glob(request.pattern());
    List<HistoryEntry> found =
        entries.stream().filter(e -> pattern.matcher(e.input()).matches()).toList();
    if (request.unique()) {
      Map<String, HistoryEntry> latest = new LinkedHashMap<>();
      for (HistoryEntry entry : found) {
        latest.remove(entry.input());
        latest.put(entry.input(), entry);
      }
      found = List.copyOf(latest.values());
    }
    return last(found, request.n());
  }

  /** {@code *} is any text and {@code ?} any character; all else stands for itself. */
  static Pattern glob(String glob) {
    StringBuilder regex = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      if (c == '*' || c == '?') {
        regex.append(quoted(literal)).append(c == '*' ? ".*" : ".");
      } else {
        literal.append(c);
      }
    }
    String text = regex.append(quoted(literal)).toString().replaceAll("(\\.\\*)+", ".*");
    return Pattern.compile(text, Pattern.DOTALL);
  }

  private static String quoted(StringBuilder literal) {
    String quoted = literal.length() == 0 ? "" : Pattern.quote(literal.toString());
    literal.setLength(0);
    return quoted;
  }

  private static List<HistoryEntry> last(List<HistoryEntry> entries, int n) {
    int from = Math.max(0, entries.size() - n);
    return from == entries.size() ? Collections.emptyList() : entries.subList(from, entries.size());
  }

  /** Waits until inputs that were added are written. */
  @Override
  public void close() {
    lane.closeAndWait(CLOSING_MILLIS);
  }
}
