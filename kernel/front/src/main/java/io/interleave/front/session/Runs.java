package io.interleave.front.session;

import io.interleave.front.protocol.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which request each run belongs to, so that output finds its cell long after the cell
 * ended. Bounded: output of a forgotten run goes to the latest cell.
 */
final class Runs {
  private static final int CELLS_KEPT = 10_000;
  private static final int COMM_MESSAGES_KEPT = 500;

  private final Map<Integer, CellOutput> cells = new LinkedHashMap<>(); // guarded by this
  private final Map<Integer, CellOutput> comms = new LinkedHashMap<>(); // guarded by this
  private int lastId; // guarded by this
  private @Nullable CellOutput latest; // guarded by this

  /** How an output is made for a new run. */
  interface Outputs {
    CellOutput open(Run run);
  }

  synchronized CellOutput begin(
      Message request, String title, boolean silent, boolean stdinAllowed, Outputs outputs) {
    CellOutput output = outputs.open(Run.of(++lastId, request, title, silent, stdinAllowed));
    keep(cells, output, CELLS_KEPT);
    if (!silent || latest == null) {
      latest = output;
    }
    return output;
  }

  /** A run for the handler of a comm message. */
  synchronized CellOutput beginComm(Message request, Outputs outputs) {
    CellOutput output = outputs.open(Run.of(++lastId, request, "comm cell", false, false));
    keep(comms, output, COMM_MESSAGES_KEPT);
    return output;
  }

  private static void keep(Map<Integer, CellOutput> runs, CellOutput output, int limit) {
    runs.put(output.run().id(), output);
    if (runs.size() > limit) {
      var eldest = runs.values().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  /** The run with this id, or the latest cell; null before the first cell only. */
  synchronized @Nullable CellOutput find(int id) {
    CellOutput cell = cells.get(id);
    if (cell == null) {
      cell = comms.get(id);
    }
    return cell == null ? latest : cell;
  }

  synchronized @Nullable CellOutput latest() {
    return latest;
  }
}
