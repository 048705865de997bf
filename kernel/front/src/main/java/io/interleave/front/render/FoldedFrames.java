package io.interleave.front.render;

import io.interleave.wire.Event.Trace;
import java.util.ArrayList;
import java.util.List;

/** A stack with its repetitions folded, as deep recursion leaves them. */
final class FoldedFrames {
  private static final int LONGEST_CYCLE = 12;

  /** Frames that occur {@code times} times in a row; without frames, as many were left out. */
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

  /**
   * The same for a stack from whose middle frames were left out. Where both sides of the gap are in
   * the same repetition, so is what was left out.
   */
  static List<Group> of(List<Trace> frames, int omitted) {
    if (omitted == 0) {
      return of(frames);
    }
    int middle = frames.size() / 2;
    int at = 0;
    List<Group> whole = of(frames);
    for (int i = 0; i < whole.size(); i++) {
      Group group = whole.get(i);
      int length = group.frames.size();
      int end = at + length * group.times;
      if (at + length <= middle && middle + length <= end) {
        whole.set(i, new Group(group.frames, group.times + omitted / length));
        return whole;
      }
      at = end;
    }
    List<Group> parts = new ArrayList<>(of(frames.subList(0, middle)));
    parts.add(new Group(List.of(), omitted));
    parts.addAll(of(frames.subList(middle, frames.size())));
    return parts;
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
