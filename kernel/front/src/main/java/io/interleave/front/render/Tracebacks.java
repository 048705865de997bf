package io.interleave.front.render;

import io.interleave.front.render.StyledText.Style;
import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Trace;
import java.util.ArrayList;
import java.util.List;

/**
 * Exceptions in cell coordinates: the real class, the message, the user's frames with their source
 * lines, causes and suppressed exceptions. Library frames are summarised.
 */
final class Tracebacks {
  private static final int MAX_GROUPS = 40;
  private static final int LIBRARY_FRAMES_WITHOUT_USER_FRAMES = 5;

  private final CellSources sources;

  Tracebacks(CellSources sources) {
    this.sources = sources;
  }

  /** Whether a frame is code of a cell: its file is the cell's title. */
  static boolean isUserFrame(Trace frame) {
    String file = frame.file();
    return file != null && (file.startsWith("cell ") || file.endsWith(" cell"));
  }

  void write(StyledText out, Thrown thrown) {
    write(out, thrown, "", "");
  }

  private void write(StyledText out, Thrown thrown, String prefix, String indent) {
    String message = thrown.message();
    out.add(indent + prefix).add(Style.ERROR, JavaNames.className(thrown.className()));
    if (message != null && !message.isEmpty()) {
      out.add(": " + JavaNames.readable(message).replace("\n", "\n" + indent));
    }
    out.newLine();
    frames(out, thrown, indent + "    ");
    for (Thrown suppressed : thrown.suppressed()) {
      write(out, suppressed, "Suppressed: ", indent + "    ");
    }
    Thrown cause = thrown.cause();
    if (cause != null) {
      write(out, cause, "Caused by: ", indent);
    }
  }

  private void frames(StyledText out, Thrown thrown, String indent) {
    List<Trace> all = thrown.frames();
    List<Trace> shown = new ArrayList<>();
    for (Trace frame : all) {
      if (isUserFrame(frame) && !isSynthetic(frame)) {
        shown.add(frame);
      }
    }
    if (shown.isEmpty()) {
      libraryFrames(out, all, indent);
      return;
    }
    if (!isUserFrame(all.get(0))) {
      out.add(Style.DIM, indent + "in " + libraryName(all.get(0))).newLine();
    }
    groups(out, FoldedFrames.of(shown, thrown.omittedFrames()), indent);
  }

  private static void omitted(StyledText out, int count, String indent) {
    if (count > 0) {
      out.add(Style.DIM, indent + "… " + count + " more frames …").newLine();
    }
  }

  private void groups(StyledText out, List<FoldedFrames.Group> groups, String indent) {
    for (int i = 0; i < groups.size(); i++) {
      if (groups.size() > MAX_GROUPS && i == MAX_GROUPS / 2) {
        int left = groups.size() - MAX_GROUPS;
        out.add(Style.DIM, indent + "… " + left + " more frames …").newLine();
        i += left;
      }
      FoldedFrames.Group group = groups.get(i);
      if (group.frames().isEmpty()) {
        omitted(out, group.times(), indent);
        continue;
      }
      group.frames().forEach(frame -> userFrame(out, frame, indent));
      if (group.times() > 1) {
        String what = group.frames().size() == 1 ? "this frame" : "these frames";
        out.add(Style.DIM, indent + "… " + what + " " + group.times() + " times in a row …")
            .newLine();
      }
    }
  }

  private void userFrame(StyledText out, Trace frame, String indent) {
    out.add(indent + "at ").add(Style.PLACE, place(frame));
    String member = JavaNames.member(frame.className(), frame.methodName());
    if (!member.isEmpty()) {
      out.add(", in " + member);
    }
    out.newLine();
    String file = frame.file();
    if (file != null && frame.line() > 0) {
      sources
          .line(file, frame.line())
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .ifPresent(line -> out.add(indent + "       ").add(Bounded.line(line)).newLine());
    }
  }

  private static void libraryFrames(StyledText out, List<Trace> frames, String indent) {
    frames.stream()
        .limit(LIBRARY_FRAMES_WITHOUT_USER_FRAMES)
        .forEach(f -> out.add(Style.DIM, indent + "at " + libraryName(f)).newLine());
    omitted(out, frames.size() - LIBRARY_FRAMES_WITHOUT_USER_FRAMES, indent);
  }

  private static String libraryName(Trace frame) {
    return JavaNames.className(frame.className()) + "." + frame.methodName();
  }

  private static boolean isSynthetic(Trace frame) {
    return frame.line() <= 0 && frame.methodName().startsWith("access$");
  }

  private static String place(Trace frame) {
    return frame.line() > 0
        ? frame.file() + ", line " + frame.line()
        : String.valueOf(frame.file());
  }
}
