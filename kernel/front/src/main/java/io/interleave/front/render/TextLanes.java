package io.interleave.front.render;

import io.interleave.front.threads.End;
import io.interleave.front.threads.HandOff;
import io.interleave.front.threads.OutputTick;
import io.interleave.front.threads.Span;
import io.interleave.front.threads.State;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The timeline in characters: one line a thread, then the hand-offs of locks as sentences. */
final class TextLanes {
  private static final int BAR = 46;
  private static final int LABEL = 14;
  private static final int MOST_HAND_OFFS = 8;

  private final ThreadReport report;
  private final List<Lane> lanes;

  TextLanes(ThreadReport report) {
    this.report = report;
    this.lanes = Lane.of(report, TimelineDrawing.MOST_LANES);
  }

  /** At most 100 columns; the first line is a sentence. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "What the threads of "
            + report.run().title()
            + " did in "
            + TimeScale.inWords(report.run().wallNanos())
            + ".");
    int label =
        lanes.stream()
            .mapToInt(l -> Names.width(Names.cutMiddle(l.row().label(), LABEL)))
            .max()
            .orElse(4);
    label = Math.max(4, label);
    lines.add(pad("time", label) + "  0" + right(TimeScale.inWords(report.run().wallNanos())));
    for (Lane lane : lanes) {
      String name = pad(Names.cutMiddle(lane.row().label(), LABEL), label);
      String summary = Names.cut(summary(lane), TextTable.WIDTH - label - BAR - 6);
      lines.add((name + " |" + bar(lane) + "|  " + summary).stripTrailing());
    }
    int more = report.rows().size() - lanes.size();
    if (more > 0) {
      lines.add("+ " + Names.count(more, "more thread"));
    }
    lines.add(
        "# running  = ready, no core  . sleeping  - waiting  x blocked  ~ I/O  o printed a line");
    if (lanes.stream().anyMatch(lane -> lane.has(State.UNACCOUNTED))) {
      lines.add("_ unaccounted: no CPU time, and no pause that the JVM records");
    }
    handOffs(lines);
    return lines;
  }

  private static String right(String text) {
    return " ".repeat(Math.max(1, BAR - 1 - text.length())) + text;
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - Names.width(text)));
  }

  private String bar(Lane lane) {
    long wall = Math.max(1, report.run().wallNanos());
    char[] bar = new char[BAR];
    Unpaused unpaused = lane.unpaused();
    double ready = 0;
    double unaccounted = 0;
    for (int i = 0; i < BAR; i++) {
      State state = mostly(lane, wall * i / BAR, wall * (i + 1) / BAR);
      bar[i] = state == null ? ' ' : StateLook.of(state).mark;
      if (state == State.RUNNING) {
        ready += unpaused.ready();
        unaccounted += unpaused.unaccounted();
        if (ready >= 1) {
          ready -= 1;
          bar[i] = StateLook.READY.mark;
        } else if (unaccounted >= 1) {
          unaccounted -= 1;
          bar[i] = StateLook.UNACCOUNTED.mark;
        }
      }
    }
    for (OutputTick tick : report.timeline().ticks()) {
      if (tick.threadId() == lane.row().id()) {
        bar[(int) Math.max(0, Math.min(BAR - 1, tick.at() * BAR / wall))] = 'o';
      }
    }
    return new String(bar);
  }

  private static @Nullable State mostly(Lane lane, long from, long to) {
    long[] shares = new long[State.values().length];
    State most = null;
    for (Span span : lane.segments()) {
      long share = Math.min(to, span.to()) - Math.max(from, span.from());
      if (share > 0) {
        int state = span.state().ordinal();
        shares[state] += share;
        if (most == null || shares[state] > shares[most.ordinal()]) {
          most = span.state();
        }
      }
    }
    return most;
  }

  /** What most of the thread's time went into, and on what. */
  static String summary(Lane lane) {
    ThreadRow row = lane.row();
    String end = end(row);
    Map<State, Long> times = new LinkedHashMap<>();
    for (Span span : lane.segments()) {
      times.merge(span.state(), span.nanos(), Long::sum);
    }
    long unpaused = times.getOrDefault(State.RUNNING, 0L);
    long unaccounted = Math.round(unpaused * lane.unpaused().unaccounted());
    long ready =
        Math.min(row.times().ready().orElse(0), Math.round(unpaused * lane.unpaused().ready()));
    if (unaccounted + ready > 0) {
      times.put(State.RUNNING, unpaused - unaccounted - ready);
      times.merge(State.UNACCOUNTED, unaccounted, Long::sum);
      times.merge(State.READY, ready, Long::sum);
    }
    long rest = row.times().rest().orElse(0);
    times.computeIfPresent(State.UNACCOUNTED, (state, nanos) -> Math.min(nanos, rest));
    State most =
        times.entrySet().stream()
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .map(Map.Entry::getKey)
            .orElse(State.RUNNING);
    State pause =
        times.entrySet().stream()
            .filter(e -> most == State.UNACCOUNTED || e.getKey() != State.UNACCOUNTED)
            .filter(e -> most == State.READY || e.getKey() != State.READY)
            .filter(e -> e.getKey() != State.RUNNING && e.getValue() > row.times().wall() / 10)
            .max(Comparator.comparingLong(Map.Entry::getValue))
            .map(Map.Entry::getKey)
            .orElse(most);
    if (times.isEmpty()) {
      return end;
    }
    String verb =
        switch (pause) {
          case RUNNING -> "ran ";
          case READY -> "ready ";
          case SLEEPING -> "slept ";
          case BLOCKED -> "blocked ";
          case WAITING -> "waited ";
          case IO -> "I/O ";
          case UNACCOUNTED -> "unaccounted ";
        };
    return verb
        + TimeScale.inWords(times.getOrDefault(pause, 0L))
        + whats(lane, pause)
        + (end.isEmpty() ? "" : ", " + end);
  }

  private static String whats(Lane lane, State state) {
    List<String> whats =
        lane.segments().stream()
            .filter(s -> s.state() == state && !s.what().isEmpty())
            .sorted(Comparator.comparingLong(Span::nanos).reversed())
            .map(s -> Names.cut(s.what(), 24))
            .distinct()
            .limit(3)
            .toList();
    if (whats.isEmpty()) {
      return "";
    }
    return (state == State.BLOCKED || state == State.IO ? " on " : " in ")
        + String.join(", ", whats);
  }

  private static String end(ThreadRow row) {
    if (row.end() instanceof End.Threw threw) {
      return Names.cut(threw.className().substring(threw.className().lastIndexOf('.') + 1), 40);
    }
    if (row.end() instanceof End.Interrupted) {
      return "interrupted";
    }
    return "";
  }

  private void handOffs(List<String> lines) {
    List<HandOff> all = report.timeline().handOffs();
    for (HandOff h : all.subList(0, Math.min(MOST_HAND_OFFS, all.size()))) {
      lines.addAll(
          TextTable.wrap(
              "lock "
                  + Names.cut(h.lock(), 30)
                  + ": "
                  + name(h.fromThread())
                  + " -> "
                  + name(h.toThread())
                  + " at "
                  + TimeScale.inWords(h.at())));
    }
    if (all.size() > MOST_HAND_OFFS) {
      lines.add("and " + Names.count(all.size() - MOST_HAND_OFFS, "more hand-off"));
    }
  }

  private String name(long threadId) {
    return report.row(threadId).map(r -> Names.cut(r.label(), 24)).orElse("#" + threadId);
  }
}
