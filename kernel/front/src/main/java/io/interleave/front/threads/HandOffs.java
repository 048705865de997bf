package io.interleave.front.threads;

import io.interleave.wire.Event.RunFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out who gave a lock to whom. The recording says it for monitors. For a {@code
 * ReentrantLock} it is the thread that had got the lock while the other one was already waiting for
 * it.
 */
final class HandOffs {
  private final RunFacts run;
  private final CellClock clock;
  private final Set<Long> threads;

  /**
   * @param threads the ids of those that a report shows
   */
  HandOffs(RunFacts run, CellClock clock, Set<Long> threads) {
    this.run = run;
    this.clock = clock;
    this.threads = threads;
  }

  List<HandOff> of(List<Pause> pauses) {
    List<HandOff> handOffs = new ArrayList<>();
    Map<String, List<Pause>> silent = new HashMap<>();
    for (Pause pause : pauses) {
      boolean shown =
          threads.contains(pause.threadId())
              && pause.to() - run.beginNanos() >= 0
              && run.endNanos() - pause.to() >= 0;
      if (pause.state() != State.BLOCKED || !shown) {
        continue;
      }
      if (pause.previousOwner() != 0) {
        add(handOffs, pause, pause.previousOwner());
      } else {
        silent.computeIfAbsent(pause.what(), k -> new ArrayList<>()).add(pause);
      }
    }
    silent.values().forEach(waits -> chain(handOffs, waits));
    handOffs.sort(Comparator.comparingLong(HandOff::at));
    return handOffs;
  }

  private void chain(List<HandOff> handOffs, List<Pause> waits) {
    waits.sort(Comparator.comparingLong(p -> p.to() - run.beginNanos()));
    for (int i = 1; i < waits.size(); i++) {
      Pause before = waits.get(i - 1);
      Pause now = waits.get(i);
      if (before.to() - now.from() > 0 && before.threadId() != now.threadId()) {
        add(handOffs, now, before.threadId());
      }
    }
  }

  private void add(List<HandOff> handOffs, Pause pause, long from) {
    if (threads.contains(from)) {
      handOffs.add(new HandOff(clock.at(pause.to()), from, pause.threadId(), pause.what()));
    }
  }
}
