package io.interleave.front.report;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** When and how reports are shown; from the next cell on. Changed by a command, read by others. */
public final class ReportSettings {
  private volatile When when = When.AUTO;
  private volatile Image image = Image.SVG;
  private final Set<Integer> omitted = ConcurrentHashMap.newKeySet();

  /** When a cell's threads are shown. */
  public enum When {
    /** When it used another thread than its own. */
    AUTO,
    ALWAYS,
    OFF
  }

  /** The format of pictures. */
  public enum Image {
    SVG,
    /** For hosts that refuse SVG. */
    PNG
  }

  public When when() {
    return when;
  }

  public void when(When chosen) {
    when = chosen;
  }

  /** Threads of this run are shown only where those of all cells are. */
  public void omit(int cell) {
    omitted.add(cell);
  }

  boolean omits(int cell) {
    return omitted.contains(cell);
  }

  void forget(int cell) {
    omitted.remove(cell);
  }

  public Image image() {
    return image;
  }

  public void image(Image chosen) {
    image = chosen;
  }
}
