package io.interleave.cell.recorder;

import io.interleave.cell.measure.UsageMeter;
import io.interleave.hooks.OwnedThread;
import io.interleave.wire.Event.Gap;
import io.interleave.wire.Event.RunFacts;
import io.interleave.wire.ThreadFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What was noted of one cell. Written by the user's threads, read by the recorder's. */
final class CellNotes implements UsageMeter {
  /** With more threads than this, the rest is only counted. */
  static final int MOST_THREADS = 100_000;

  private static final int MOST_LOOKED_UP = 200;
  private static final int MOST_GAPS = 10_000;

  private final int cell;
  private final Map<OwnedThread, ThreadNote> live = new ConcurrentHashMap<>();
  private final Queue<ThreadNote> notes = new ConcurrentLinkedQueue<>(); // of all but the main one
  private final AtomicInteger unlisted = new AtomicInteger();
  private final AtomicInteger size = new AtomicInteger();
  private final List<Gap> gaps = new ArrayList<>(); // guarded by itself
  private volatile long beginNanos = System.nanoTime();
  private volatile long cpuAtBegin = CpuTimes.ofProcess();
  private volatile @Nullable ThreadNote main;
  private volatile @Nullable Long bodyEndNanos;
  private volatile @Nullable Long settledNanos;
  private volatile @Nullable Long stopNanos;
  private volatile long cpuAtEnd = -1;

  CellNotes(int cell) {
    this.cell = cell;
  }

  int cell() {
    return cell;
  }

  /** The calling thread, the cell's own, begins with the cell's code, or with more of it. */
  void bodyBegins(OwnedThread caller) {
    ThreadNote note = main;
    if (note == null) {
      cpuAtBegin = CpuTimes.ofProcess();
      beginNanos = System.nanoTime();
      note = new ThreadNote(caller, beginNanos);
      main = note;
    }
    Long ended = bodyEndNanos;
    if (ended != null) {
      synchronized (gaps) {
        if (gaps.size() < MOST_GAPS) {
          gaps.add(new Gap(ended, System.nanoTime()));
        }
      }
    }
    bodyEndNanos = null;
    note.begins();
  }

  /** The calling thread, the cell's own, is out of the cell's code. */
  void bodyEnds() {
    bodyEndNanos = System.nanoTime();
    ThreadNote note = main;
    if (note != null) {
      note.pauses();
    }
  }

  void settled() {
    settledNanos = System.nanoTime();
    cpuAtEnd = CpuTimes.ofProcess();
  }

  void stopped() {
    stopNanos = System.nanoTime();
  }

  void works(OwnedThread thread, boolean itself) {
    ThreadNote known = live.get(thread);
    if (known != null) {
      if (itself) {
        known.isHere();
      }
      return;
    }
    if (size.incrementAndGet() > MOST_THREADS) {
      size.decrementAndGet();
      unlisted.incrementAndGet();
      return;
    }
    ThreadNote note = new ThreadNote(thread, System.nanoTime());
    if (itself) {
      note.begins();
    }
    live.put(thread, note);
    notes.add(note);
  }

  void ended(OwnedThread thread) {
    ThreadNote note = live.remove(thread);
    if (note != null) {
      note.ends();
    }
  }

  /** Whether any thread but the cell's own worked for it. */
  boolean hasThreads() {
    return !notes.isEmpty();
  }

  long beginNanos() {
    return beginNanos;
  }

  RunFacts run() {
    long now = System.nanoTime();
    Long settled = settledNanos;
    Long body = bodyEndNanos;
    long end = settled == null ? now : settled;
    boolean allOver = true;
    long last = body == null ? end : body;
    for (ThreadNote note : notes) {
      if (note.hasEnded()) {
        last = Math.max(last, note.endNanos());
      } else if (!note.isIdle(cell)) {
        allOver = false;
      }
    }
    if (allOver && body != null && notes.stream().allMatch(ThreadNote::hasEnded)) {
      end = Math.min(end, last);
    }
    long cpuNow = cpuAtEnd >= 0 ? cpuAtEnd : CpuTimes.ofProcess();
    long cpu = cpuNow < 0 || cpuAtBegin < 0 ? -1 : cpuNow - cpuAtBegin;
    synchronized (gaps) {
      return new RunFacts(
          beginNanos, body == null ? end : body, end, cpu, unlisted.get(), List.copyOf(gaps));
    }
  }

  @Override
  public long callerCpuNanos() {
    return CpuTimes.ofCaller();
  }

  @Override
  public int threadsSoFar() {
    return size.get();
  }

  /** CPU time of all threads so far and of all carriers; negative when one cannot be measured. */
  @Override
  public long cpuNanos() {
    long sum = Carriers.cpuNanos();
    ThreadNote own = main;
    if (own != null) {
      sum += Math.max(0, own.cpuNanos(CpuTimes.THREADS));
    }
    for (ThreadNote note : notes) {
      long cpu = note.isVirtual() ? 0 : note.cpuNanos(CpuTimes.THREADS);
      if (cpu < 0) {
        return -1;
      }
      sum += cpu;
    }
    return sum;
  }

  @Override
  public long readyNanos() {
    ThreadNote own = main;
    long sum = own == null ? 0 : own.readyNanos(CpuTimes.THREADS);
    for (ThreadNote note : notes) {
      long ready = note.readyNanos(CpuTimes.THREADS); // unknown of a virtual thread
      if (sum < 0 || ready < 0) {
        return -1;
      }
      sum += ready;
    }
    return sum;
  }

  private static void findTasks(List<ThreadNote> all) {
    List<ThreadNote> lacking =
        all.stream().filter(ThreadNote::lacksTask).limit(MOST_LOOKED_UP).toList();
    if (!lacking.isEmpty()) {
      SystemTasks tasks = new SystemTasks();
      lacking.forEach(note -> note.findTask(tasks));
    }
  }

  /** The cell's own thread, then the others in the order they began. */
  List<ThreadFacts> threads() {
    List<ThreadNote> sorted = new ArrayList<>(notes);
    sorted.sort(Comparator.comparingLong(n -> n.startNanos() - beginNanos));
    findTasks(sorted);
    ThreadNote own = main;
    List<ThreadFacts> facts = new ArrayList<>(sorted.size() + 1);
    if (own != null) {
      facts.add(own.facts(CpuTimes.THREADS, stopNanos));
    }
    for (ThreadNote note : sorted) {
      facts.add(note.facts(CpuTimes.THREADS, stopNanos));
    }
    return facts;
  }
}
