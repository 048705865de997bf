package io.interleave.front.timing;

import io.interleave.front.compare.Conditions;
import io.interleave.front.compare.Entry;
import io.interleave.front.compare.Ledger;
import io.interleave.front.compare.Run;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.render.TimingsTable;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Records every cell in the ledger, under its number and under the label that it was given. */
public final class CellTimings {
  private final Ledger ledger;
  private final Map<Integer, Labelled> labels = new ConcurrentHashMap<>();

  private final Set<Integer> withOwnRow = ConcurrentHashMap.newKeySet();

  private record Labelled(String label, MagicOutput output) {}

  public CellTimings(Ledger ledger) {
    this.ledger = ledger;
  }

  Ledger ledger() {
    return ledger;
  }

  /** The run is recorded under this label too, and shown, as soon as it was measured. */
  void label(int cell, String label, MagicOutput output) {
    labels.put(cell, new Labelled(label, output));
  }

  /** The label for a cell that records its own row, which {@link #ran} then leaves alone. */
  String ownRow(int cell, String title) {
    withOwnRow.add(cell);
    return title.startsWith("cell ") ? "[" + title.substring("cell ".length()) + "]" : title;
  }

  /**
   * Records a cell.
   *
   * @param cell the run's id
   * @param title such as {@code cell 7}, which is recorded as {@code [7]}
   */
  public void ran(int cell, String title, Run run) {
    Conditions conditions =
        new Conditions(
            "JDK " + System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            Double.NaN,
            -1,
            0,
            0);
    Labelled labelled = labels.remove(cell);
    if (withOwnRow.remove(cell)) {
      return;
    }
    if (title.startsWith("cell ")) {
      String number = "[" + title.substring("cell ".length()) + "]";
      ledger.put(new Entry(number, List.of(run), 0, 0, conditions));
    }
    if (labelled != null) {
      Entry entry = new Entry(labelled.label(), List.of(run), 0, 0, conditions);
      ledger.put(entry);
      labelled.output().show(new TimingsTable(List.of(entry)).bundle());
    }
  }
}
