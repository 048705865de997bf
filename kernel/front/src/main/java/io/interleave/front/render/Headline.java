package io.interleave.front.render;

import io.interleave.front.threads.Run;
import io.interleave.front.threads.Span;
import io.interleave.front.threads.State;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import io.interleave.front.threads.Times;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Says in a sentence what a cell's threads did with its time, and why it took as long as it did.
 */
final class Headline {
  private static final double NOTABLE = 0.2;
  private static final double MOST = 0.8;
  private static final double OVERLAPPING = 1.2;
  private static final double APART = 1.02;

  private final ThreadReport report;

  Headline(ThreadReport report) {
    this.report = report;
  }

  /** Figures, then a judgement: ASCII, one line of any length. */
  String text() {
    Run run = report.run();
    StringBuilder out = new StringBuilder();
    out.append(Names.count(report.started(), "thread")).append(" + main, ");
    out.append(TimeScale.inWords(run.wallNanos())).append(run.running() ? " so far" : " wall");
    if (run.cpuNanos().isPresent()) {
      out.append(", ").append(TimeScale.inWords(run.cpuNanos().getAsLong())).append(" CPU");
      out.append(", average cores used ").append(number(cores())).append(" of ");
      out.append(run.machine().processors());
    }
    String judgement = judgement();
    if (!judgement.isEmpty()) {
      out.append(" - ").append(judgement);
    }
    return out.append('.').toString();
  }

  private String judgement() {
    long threadTime = sum(t -> t.wall());
    long blocked = sum(t -> t.blocked().orElse(0));
    long ready = sum(t -> t.ready().orElse(0));
    long paused = sum(Times::paused);
    int processors = report.run().machine().processors();
    if (threadTime == 0) {
      return "";
    }
    if (share(blocked, threadTime) >= NOTABLE) {
      String lock = report.locks().isEmpty() ? "" : report.locks().get(0).lock();
      return percent(blocked, threadTime)
          + " of the threads' time was spent blocked"
          + (lock.isEmpty() ? " on locks" : ", most of it on " + Names.cut(lock, 40));
    }
    if (share(ready, threadTime) >= NOTABLE) {
      return percent(ready, threadTime)
          + " of the threads' time they were ready and had no core: they, or other programs, wanted"
          + " more than "
          + Names.count(processors, "core");
    }
    long unaccounted = sum(t -> t.unaccounted().orElse(0));
    if (share(unaccounted, threadTime) >= NOTABLE) {
      return percent(unaccounted, threadTime)
          + " of the threads' time is unaccounted: no CPU time and no recorded pause, as in a native"
          + " call";
    }
    if (report.run().cpuNanos().isEmpty()) {
      return "";
    }
    if (cores() >= 1.2) {
      return "the threads ran in parallel";
    }
    if (share(paused, threadTime) >= MOST && cores() < NOTABLE) {
      return "almost all the time was waiting" + overlap();
    }
    return cores() >= MOST ? "about one core was busy, as one thread would have it" : "";
  }

  private long sum(ToLongFunction<Times> figure) {
    List<ThreadRow> rows = report.rows();
    return rows.stream()
        .filter(r -> r.kind() != ThreadRow.Kind.CELL)
        .map(ThreadRow::times)
        .mapToLong(figure)
        .sum();
  }

  /**
   * Whether the threads waited at once, as far as that is known: a sleep or I/O is a wait for the
   * world outside; what else a thread waits for may be the end of another one's wait.
   */
  private String overlap() {
    List<Span> pauses =
        report.timeline().spans().stream()
            .filter(s -> s.state() == State.SLEEPING || s.state() == State.IO)
            .sorted(Comparator.comparingLong(Span::from))
            .toList();
    List<Span> ofOthers = pauses.stream().filter(s -> !isOfTheCell(s)).toList();
    boolean several = ofOthers.stream().mapToLong(Span::threadId).distinct().count() > 1;
    boolean known = several && covered(ofOthers) >= MOST * lived();
    if (!known) {
      return "";
    } else if (sum(ofOthers) > OVERLAPPING * covered(ofOthers)) {
      return ", so threads helped by overlapping waits";
    }
    return sum(pauses) > APART * covered(pauses) ? "" : ", and the waits did not overlap";
  }

  private boolean isOfTheCell(Span span) {
    return report.row(span.threadId()).filter(r -> r.kind() == ThreadRow.Kind.CELL).isPresent();
  }

  private static long sum(List<Span> spans) {
    return spans.stream().mapToLong(Span::nanos).sum();
  }

  /** How long there was any of them; they are sorted. */
  private static long covered(List<Span> spans) {
    long covered = 0;
    long until = 0;
    for (Span span : spans) {
      covered += Math.max(0, span.to() - Math.max(span.from(), until));
      until = Math.max(until, span.to());
    }
    return covered;
  }

  /** From the first start of a thread to the last end of one. */
  private long lived() {
    long first = Long.MAX_VALUE;
    long last = 0;
    for (ThreadRow row : report.rows()) {
      if (row.kind() != ThreadRow.Kind.CELL) {
        first = Math.min(first, row.start());
        last = Math.max(last, row.stop());
      }
    }
    return Math.max(0, last - first);
  }

  /** CPU time over wall time. */
  double cores() {
    return share(report.run().cpuNanos().orElse(0), Math.max(1, report.run().wallNanos()));
  }

  private static double share(long part, long whole) {
    return (double) part / whole;
  }

  private static String percent(long part, long whole) {
    return Math.round(100.0 * part / whole) + " %";
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
