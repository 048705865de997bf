package io.interleave.cell.stop;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which cells were asked to end, and how. Any thread may ask. */
public final class StopRequests {
  private final Set<Integer> stopped = ConcurrentHashMap.newKeySet();
  private final Set<Integer> stopping = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Integer> exits = new ConcurrentHashMap<>();
  private volatile boolean anyStopping;

  /** Notes that a cell was asked to end; it never runs code again. */
  public void stop(int cell) {
    stopped.add(cell);
  }

  /** Notes that the cell asked the JVM to exit; the first status counts. */
  public void exit(int cell, int status) {
    exits.putIfAbsent(cell, status);
    stop(cell);
  }

  /** Whether the cell was asked to end, now or earlier. */
  public boolean wasStopped(int cell) {
    return stopped.contains(cell);
  }

  /** What the cell asked the JVM to exit with; null when it did not. */
  public @Nullable Integer exitStatus(int cell) {
    return exits.get(cell);
  }

  /** Whether threads of the cell are being stopped right now. */
  public boolean isStopping(int cell) {
    return anyStopping && stopping.contains(cell);
  }

  void begin(int cell) {
    stop(cell);
    stopping.add(cell);
    anyStopping = true;
  }

  void end(int cell) {
    stopping.remove(cell);
    anyStopping = !stopping.isEmpty();
  }
}
