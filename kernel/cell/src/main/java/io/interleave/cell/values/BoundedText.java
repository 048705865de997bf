package io.interleave.cell.values;

/** Text that stops growing at a limit and then says how it was cut. */
final class BoundedText {
  private static final String CUT = "\n… cut here: the text is longer than ";

  private final StringBuilder text = new StringBuilder();
  private final int limit;
  private boolean cut;

  BoundedText(int limit) {
    this.limit = limit;
  }

  static String cut(String text, int limit) {
    BoundedText bounded = new BoundedText(limit);
    bounded.add(text);
    return bounded.toString();
  }

  void add(String more) {
    int room = limit - text.length();
    if (more.length() <= room) {
      text.append(more);
      return;
    }
    cut = true;
    int end = room > 0 && Character.isHighSurrogate(more.charAt(room - 1)) ? room - 1 : room;
    text.append(more, 0, end);
  }

  boolean isFull() {
    return cut || text.length() >= limit;
  }

  @Override
  public String toString() {
    return cut ? text + CUT + String.format("%,d characters", limit) : text.toString();
  }
}
