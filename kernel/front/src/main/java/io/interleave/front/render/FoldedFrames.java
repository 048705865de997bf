package io.interleave.front.render;

import io.interleave.wire.Event.Trace;
import java.util.ArrayList;
import java.util.List;

/** A stack with its repetitions folded, as deep recursion leaves them. */
final class FoldedFrames {
  private static final int LONGEST_CYCLE = 12;

  /** Frames that occur {@code times} times in a row. */
  record Group(List<Trace> frames, int times) {}

  private FoldedFrames() {}

  static List<Group> of(List<Trace> frames) {
    List<Group> groups = new ArrayList<>();
    int at = 0;
    while (at < frames.size()) {
      Group best = new Group(frames.subList(at, at + 1), 1);
      for (int cycle = 1; cycle <= LONGEST_CYCLE && at + 2 * cycle <= frames.size(); cycle++) {
        int times = repetitions(frames, at, cycle);
        if (times > 1 && cycle * times > best.frames.size() * best.times) {
          best = new Group(frames.subList(at, at + cycle), times);
        }
      }
      groups.add(best);
      at += best.frames.size() * best.times;
    }
    return groups;
  }

  private static int repetitions(List<Trace> frames, int at, int cycle) {
    List<Trace> first = frames.subList(at, at + cycle);
    int times = 1;
    for (int next = at + cycle; next + cycle <= frames.size(); next += cycle) {
      if (!frames.subList(next, next + cycle).equals(first)) {
        break;
      }
      times++;
    }
    return times;
  }
}
