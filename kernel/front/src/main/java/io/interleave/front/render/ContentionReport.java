package io.interleave.front.render;

import io.interleave.front.threads.LockUse;
import io.interleave.front.threads.LockUse.Passage;
import io.interleave.front.threads.ThreadReport;
import io.interleave.front.threads.ThreadRow;
import io.interleave.wire.Event.Value;
import java.util.List;
import java.util.stream.Collectors;

/** Says what each lock cost when threads were blocked for a notable share of their time. */
public final class ContentionReport {
  private static final int MOST_LOCKS = 10;
  private static final int MOST_PASSAGES = 2;
  private static final double NOTABLE = 0.1;
  private static final double LEAST = 0.01;
  private static final long NOTABLE_NANOS = 10_000_000;

  private final ThreadReport report;

  public ContentionReport(ThreadReport report) {
    this.report = report;
  }

  private long blocked() {
    return report.locks().stream().mapToLong(LockUse::totalNanos).sum();
  }

  private long threadTime() {
    return Math.max(
        1,
        report.rows().stream()
            .filter(r -> r.kind() != ThreadRow.Kind.CELL)
            .mapToLong(r -> r.times().wall())
            .sum());
  }

  /** Whether threads were blocked for 10 % of their time and 10 ms at least. */
  public boolean notable() {
    return blocked() >= NOTABLE_NANOS && blocked() >= NOTABLE * threadTime();
  }

  /** At most 100 columns; the first line is a sentence. */
  public String text() {
    return page().text();
  }

  public Value bundle() {
    return page().bundle();
  }

  private ReportPage page() {
    TimeScale scale = TimeScale.of(blocked());
    ReportPage page =
        new ReportPage(
            "Contention: threads were blocked for "
                + TimeScale.inWords(blocked())
                + ", "
                + Math.round(100.0 * blocked() / threadTime())
                + " % of their time.",
            List.of(
                ReportPage.words("lock"),
                ReportPage.number("waits"),
                ReportPage.number("total " + scale.unit()),
                ReportPage.number("longest " + scale.unit()),
                ReportPage.words("hand-offs"),
                ReportPage.words("at")));
    List<LockUse> uses =
        report.locks().stream()
            .filter(use -> use.totalNanos() >= LEAST * blocked())
            .limit(MOST_LOCKS)
            .toList();
    for (LockUse use : uses) {
      page.row(
          use.lock().isEmpty() ? "?" : use.lock(),
          Integer.toString(use.waits()),
          scale.format(use.totalNanos()),
          scale.format(use.longestNanos()),
          passages(use),
          String.join("; ", use.lines().subList(0, Math.min(3, use.lines().size()))));
    }
    int more = report.locks().size() - uses.size();
    if (more > 0) {
      page.remark("and " + Names.count(more, "more lock") + " with shorter waits");
    }
    return page;
  }

  private String passages(LockUse use) {
    String some =
        use.handOffs().stream()
            .limit(MOST_PASSAGES)
            .map(this::passage)
            .collect(Collectors.joining(", "));
    int more = use.handOffs().size() - MOST_PASSAGES;
    return more > 0 ? some + ", +" + more : some;
  }

  private String passage(Passage passage) {
    String pair = name(passage.fromThread()) + " -> " + name(passage.toThread());
    return passage.times() == 1 ? pair : pair + " x" + passage.times();
  }

  private String name(long threadId) {
    return report.row(threadId).map(r -> Names.cut(r.label(), 16)).orElse("#" + threadId);
  }
}
