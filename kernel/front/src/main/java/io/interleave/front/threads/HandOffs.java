package io.interleave.front.threads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out who gave a lock to whom. For a monitor the recording says it. For a {@code
 * ReentrantLock} it says who held it when the wait began: if nobody else got it meanwhile, that is
 * who gave it up; if somebody did, the last one of those. What several readers give up together
 * nobody hands over, nor what was not got.
 */
final class HandOffs {
  /** A thread that is woken and finds the lock taken again waits on within this time. */
  private static final long SAME_WAIT_NANOS = 200_000;

  private final CellClock clock;
  private final Set<Long> threads;

  /** One wait for a lock, which may be several pauses; the last of them says how it ended. */
  private record Wait(Pause pause, long from, long to) {
    long threadId() {
      return pause.threadId();
    }

    boolean shares() {
      return pause.gain() == Pause.Gain.SHARE;
    }
  }

  /**
   * @param threads the ids of those that a report shows
   */
  HandOffs(CellClock clock, Set<Long> threads) {
    this.clock = clock;
    this.threads = threads;
  }

  List<HandOff> of(List<Pause> pauses) {
    Map<Long, List<Pause>> byLock = new HashMap<>();
    List<HandOff> handOffs = new ArrayList<>();
    for (Pause pause : pauses) {
      boolean internal = pause.what().equals(PauseNames.INTERNAL_LOCK);
      if (pause.state() != State.BLOCKED || internal || !threads.contains(pause.threadId())) {
        continue;
      }
      if (isMonitor(pause)) {
        add(handOffs, new Wait(pause, 0, clock.at(pause.to())), pause.previousOwner());
      } else if (pause.lock() != 0) {
        byLock.computeIfAbsent(pause.lock(), k -> new ArrayList<>()).add(pause);
      }
    }
    byLock.values().forEach(of -> chain(handOffs, waits(of)));
    handOffs.sort(Comparator.comparingLong(HandOff::at));
    return handOffs;
  }

  private static boolean isMonitor(Pause pause) {
    return pause.lock() > Integer.MAX_VALUE; // an address, not an identity
  }

  private List<Wait> waits(List<Pause> pauses) {
    Map<Long, Wait> open = new HashMap<>();
    List<Wait> waits = new ArrayList<>();
    pauses.sort(Comparator.comparingLong(p -> clock.at(p.from())));
    for (Pause pause : pauses) {
      long from = clock.at(pause.from());
      long to = clock.at(pause.to());
      Wait before = open.get(pause.threadId());
      boolean goesOn = before != null && before.pause().gain() != Pause.Gain.NOTHING;
      if (before != null && goesOn && from - before.to() <= SAME_WAIT_NANOS) {
        from = before.from();
        waits.remove(before);
      }
      Wait wait = new Wait(pause, from, to);
      open.put(pause.threadId(), wait);
      waits.add(wait);
    }
    waits.removeIf(wait -> wait.pause().gain() == Pause.Gain.NOTHING);
    waits.sort(Comparator.comparingLong(Wait::to));
    return waits;
  }

  private void chain(List<HandOff> handOffs, List<Wait> waits) {
    for (int i = 0; i < waits.size(); i++) {
      Wait wait = waits.get(i);
      Wait giver = null;
      for (int k = i - 1; k >= 0 && giver == null; k--) {
        Wait before = waits.get(k);
        boolean between = before.to() > wait.from() && before.threadId() != wait.threadId();
        if (!between) {
          break;
        }
        // Who reads together got the lock from the same one.
        giver = wait.shares() && before.shares() ? null : before;
      }
      if (giver == null) {
        add(handOffs, wait, wait.pause().previousOwner());
      } else if (!giver.shares()) {
        add(handOffs, wait, giver.threadId());
      }
    }
  }

  private void add(List<HandOff> handOffs, Wait wait, long from) {
    if (threads.contains(from) && from != wait.threadId()) {
      handOffs.add(new HandOff(wait.to(), from, wait.threadId(), wait.pause().what()));
    }
  }
}
