package io.interleave.front.timing;

import io.interleave.front.compare.Conditions;
import io.interleave.front.compare.Entry;
import io.interleave.front.compare.Ledger;
import io.interleave.front.compare.Run;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.render.RaceTable;
import io.interleave.front.render.TimingsTable;
import io.interleave.wire.Event;
import io.interleave.wire.Event.Timing;
import io.interleave.wire.Event.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Turns what the cell JVM measured into ledger entries and what a cell shows. */
public final class Measured {
  private static final int NOT_COUNTED = -1;

  private final Ledger ledger;
  private volatile BooleanSupplier png = () -> false;

  public Measured(Ledger ledger) {
    this.ledger = ledger;
  }

  /** From now on charts have the format that this says. */
  public void charts(BooleanSupplier asPng) {
    png = asPng;
  }

  /** Records a comparison and shows it; sections without runs are named below it. */
  public List<Value> comparison(Event.Measured measured) {
    Event.Machine machine = measured.machine();
    Conditions conditions =
        new Conditions(
            machine.java(),
            machine.processors(),
            machine.othersShare(),
            machine.loadAverage(),
            machine.gcShare(),
            machine.jitShare());
    List<Entry> entries = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Timing timing : measured.timings()) {
      if (!timing.wallNanos().isEmpty()) {
        entries.add(entry(timing, measured.warmups(), conditions));
      }
      if (!timing.note().isEmpty()) {
        notes.add(timing.label() + ": " + timing.note());
      }
    }
    entries.forEach(ledger::put);
    List<Value> shown = new ArrayList<>();
    if (entries.size() > 1) {
      CompareMagic.show(entries, png.getAsBoolean(), adding(shown));
    } else if (entries.size() == 1) {
      shown.add(new TimingsTable(entries).bundle());
    }
    if (!notes.isEmpty()) {
      adding(shown).show(String.join("\n", notes));
    }
    return shown;
  }

  /** Shows the outcomes of a race. */
  public Value race(Event.Raced raced) {
    return new RaceTable(raced.results(), raced.counts(), raced.expected()).bundle();
  }

  private static MagicOutput adding(List<Value> shown) {
    return new MagicOutput() {
      @Override
      public void show(String text) {
        shown.add(new Value(Map.of("text/plain", text), "{}"));
      }

      @Override
      public void show(Value value) {
        shown.add(value);
      }
    };
  }

  private static Entry entry(Timing timing, int warmups, Conditions conditions) {
    List<Run> runs = new ArrayList<>();
    int threads = Math.max(1, timing.threads());
    for (int i = 0; i < timing.wallNanos().size(); i++) {
      runs.add(
          new Run(
              timing.wallNanos().get(i),
              timing.cpuNanos().get(i),
              timing.readyNanos().get(i),
              threads,
              NOT_COUNTED));
    }
    return new Entry(timing.label(), runs, warmups, timing.threads(), conditions);
  }
}
