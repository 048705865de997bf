package io.interleave.front.session;

import io.interleave.front.render.CellSources;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The source of recent cells by title, for the lines in traces; at most 4 million characters. */
final class RecentCells implements CellSources {
  private static final long MAX_CHARS = 4_000_000;

  private final Map<String, String> sources = new LinkedHashMap<>(); // guarded by this
  private long chars; // guarded by this

  synchronized void add(String title, String code) {
    String before = sources.remove(title);
    chars += code.length() - (before == null ? 0 : before.length());
    sources.put(title, code);
    var eldest = sources.values().iterator();
    while (chars > MAX_CHARS && eldest.hasNext()) {
      chars -= eldest.next().length();
      eldest.remove();
    }
  }

  @Override
  public synchronized Optional<String> line(String title, int line) {
    String code = sources.get(title);
    if (code == null || line < 1) {
      return Optional.empty();
    }
    int start = 0;
    for (int i = 1; i < line; i++) {
      start = code.indexOf('\n', start) + 1;
      if (start == 0) {
        return Optional.empty();
      }
    }
    int end = code.indexOf('\n', start);
    return Optional.of(code.substring(start, end < 0 ? code.length() : end));
  }
}
