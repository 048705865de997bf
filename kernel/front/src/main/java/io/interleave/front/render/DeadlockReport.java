package io.interleave.front.render;

import io.interleave.front.threads.Deadlock;
import io.interleave.front.threads.Deadlock.Member;
import io.interleave.wire.Event.Value;
import java.util.List;

/** Says which threads wait for each other, for which locks, at which lines, and what to do. */
public final class DeadlockReport {
  private final ReportPage page;

  public DeadlockReport(Deadlock deadlock) {
    List<Member> members = deadlock.members();
    page =
        new ReportPage(
            "Deadlock: "
                + Names.count(members.size(), "thread")
                + (members.size() == 2
                    ? " wait for each other"
                    : " wait for each other in a circle")
                + " - none of them can go on.",
            List.of(
                ReportPage.words("thread"),
                ReportPage.words("holds"),
                ReportPage.words("wants"),
                ReportPage.words("held by"),
                ReportPage.words("at")));
    StringBuilder cycle = new StringBuilder("cycle: ");
    for (int i = 0; i < members.size(); i++) {
      Member member = members.get(i);
      String next = members.get((i + 1) % members.size()).thread();
      page.row(member.thread(), member.holds(), member.wants(), next, member.where());
      cycle.append(Names.cut(member.thread(), 30)).append(" -> ");
      cycle.append(Names.cut(member.wants(), 30)).append(" -> ");
    }
    page.remark(cycle.append(Names.cut(members.get(0).thread(), 30)).toString());
    page.remark(
        deadlock.interruptible()
            ? "To stop: interrupt the cell (the stop button); these waits can be interrupted."
            : "To stop: interrupt the cell (the stop button). A wait for a synchronized block"
                + " cannot be interrupted, so such a thread stays until the cell's JVM is"
                + " replaced.");
    page.remark(
        "The cure: take the locks in the same order everywhere, or use tryLock with a time limit.");
  }

  public Value bundle() {
    return page.bundle();
  }

  /** At most 100 columns; the first line is a sentence. */
  public String text() {
    return page.text();
  }
}
