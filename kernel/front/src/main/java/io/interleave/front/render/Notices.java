package io.interleave.front.render;

import io.interleave.front.render.StyledText.Style;
import io.interleave.wire.Event.RunningWork;
import java.util.List;

/** Things a user should know that are no errors. */
public final class Notices {
  private static final String BOX =
      "border-left:3px solid var(--jp-info-color1,#00708a);padding:4px 8px;margin:0";
  private static final int MAX_WORK = 20;

  private Notices() {}

  /** A line or a few. */
  public static NoticeText plain(String text) {
    return box(new StyledText().add(JavaNames.readable(text)));
  }

  /** The cell ended and some of its work goes on. */
  public static NoticeText stillRunning(List<RunningWork> running) {
    StyledText text = new StyledText();
    text.add("The cell ended, ").add(Style.STRONG, "this still runs").add(":").newLine();
    work(text, running);
    text.add("What it prints will still appear here.");
    return box(text);
  }

  static void work(StyledText out, List<RunningWork> running) {
    running.stream().limit(MAX_WORK).forEach(work -> line(out, work));
    if (running.size() > MAX_WORK) {
      out.add("    … and " + (running.size() - MAX_WORK) + " more").newLine();
    }
  }

  private static void line(StyledText out, RunningWork work) {
    out.add("    ").add(Style.STRONG, work.name());
    if (!work.state().isEmpty()) {
      out.add(" " + work.state());
    }
    if (!work.top().isEmpty()) {
      out.add(" at ").add(Style.PLACE, JavaNames.readable(work.top()));
    }
    out.newLine();
  }

  private static NoticeText box(StyledText text) {
    return new NoticeText(text.plain(), text.html(BOX));
  }
}
