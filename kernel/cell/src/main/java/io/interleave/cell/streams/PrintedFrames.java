package io.interleave.cell.streams;

import org.jspecify.annotations.Nullable;

/**
 * Makes the lines that {@code Throwable.printStackTrace} prints readable: names without what JShell
 * and the class loader put around them, and no frames of what called the cell.
 */
final class PrintedFrames {
  private static final String FRAME = "\tat ";
  private static final String GENERATED = "$JShell$";
  private static final String OURS = "io.interleave.";

  /** Whose trace has come to the cell's own frame; what follows is how the cell was called. */
  private volatile @Nullable Thread belowCell;

  /** The line as it should be shown; null when it should not be shown at all. */
  @Nullable String readable(String line) {
    if (!line.startsWith(FRAME)) {
      belowCell = null;
      return line;
    }
    int open = line.indexOf('(');
    int loader = line.indexOf("//");
    int start = loader > 0 && loader < open ? loader + 2 : FRAME.length();
    if (open < start || line.startsWith(OURS, start)) {
      return open < start ? line : null;
    }
    int generated = line.indexOf(GENERATED, start);
    if (generated < 0 || generated > open) {
      return belowCell == Thread.currentThread() ? null : line;
    }
    int number = generated + GENERATED.length();
    while (number < open && line.charAt(number) != '.' && line.charAt(number) != '$') {
      number++;
    }
    String name = line.substring(Math.min(number + 1, open), open);
    String place = line.substring(open);
    if (name.equals("do_it$")) {
      belowCell = Thread.currentThread();
      return FRAME + place.replace("(", "").replace(")", "").replace(":", ", line ");
    }
    return FRAME + (name.startsWith("lambda$") ? "a lambda" : name.replace('$', '.')) + place;
  }
}
