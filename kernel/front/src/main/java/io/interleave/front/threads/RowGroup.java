package io.interleave.front.threads;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Rows that are shown as one line or, for a group of one, as themselves.
 *
 * @param prefix what their names begin with
 * @param rows at least one
 */
public record RowGroup(String prefix, List<ThreadRow> rows) {
  /** With more threads than this, those of like names are shown as one line. */
  public static final int MOST_SINGLE_ROWS = 30;

  private static final int SMALLEST_GROUP = 3;

  public RowGroup {
    rows = List.copyOf(rows);
  }

  /** Whether it stands for several threads. */
  public boolean many() {
    return rows.size() > 1;
  }

  /** One row a group, or groups by name without its number when there are more than 30 rows. */
  public static List<RowGroup> of(List<ThreadRow> rows) {
    if (rows.size() <= MOST_SINGLE_ROWS) {
      return rows.stream().map(r -> new RowGroup(r.label(), List.of(r))).toList();
    }
    Map<String, List<ThreadRow>> byName = new LinkedHashMap<>();
    for (ThreadRow row : rows) {
      String key = row.kind() == ThreadRow.Kind.CELL ? "" : row.kind() + " " + prefix(row);
      byName.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
    }
    List<RowGroup> groups = new ArrayList<>();
    for (List<ThreadRow> of : byName.values()) {
      if (of.size() >= SMALLEST_GROUP) {
        groups.add(new RowGroup(prefix(of.get(0)), of));
      } else {
        of.forEach(r -> groups.add(new RowGroup(r.label(), List.of(r))));
      }
    }
    return groups;
  }

  private static String prefix(ThreadRow row) {
    String name = row.name();
    int end = name.length();
    while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
      end--;
    }
    return end == 0 ? "#" : name.substring(0, end);
  }

  /** The lower median of a figure over those rows that have it. */
  public OptionalLong median(Function<ThreadRow, OptionalLong> figure) {
    long[] sorted = sorted(figure);
    return sorted.length == 0
        ? OptionalLong.empty()
        : OptionalLong.of(sorted[(sorted.length - 1) / 2]);
  }

  /** The largest value of a figure over those rows that have it. */
  public OptionalLong max(Function<ThreadRow, OptionalLong> figure) {
    long[] sorted = sorted(figure);
    return sorted.length == 0 ? OptionalLong.empty() : OptionalLong.of(sorted[sorted.length - 1]);
  }

  private long[] sorted(Function<ThreadRow, OptionalLong> figure) {
    return rows.stream()
        .map(figure)
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .sorted()
        .toArray();
  }
}
