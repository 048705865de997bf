package io.interleave.front.timing;

import io.interleave.front.compare.Comparison;
import io.interleave.front.compare.Entry;
import io.interleave.front.compare.Ledger;
import io.interleave.front.magic.Arguments;
import io.interleave.front.magic.LineMagic;
import io.interleave.front.magic.MagicException;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.magic.MagicSyntax;
import io.interleave.front.magic.MagicSyntax.Operand;
import io.interleave.front.magic.ThreadDisplay;
import io.interleave.front.magic.ValueType;
import io.interleave.front.render.ComparisonTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** {@code %compare BASE OTHER…}: compares entries of the ledger. */
final class CompareMagic implements LineMagic {
  private final Ledger ledger;
  private final ThreadDisplay threads;

  CompareMagic(Ledger ledger, ThreadDisplay threads) {
    this.ledger = ledger;
    this.threads = threads;
  }

  @Override
  public MagicSyntax syntax() {
    return MagicSyntax.of(
        "compare",
        "Compares timed runs with the first of them, by label or by the number of a cell.",
        Operand.several("label", ValueType.TEXT));
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) throws MagicException {
    if (arguments.operands().size() < 2) {
      throw new MagicException("there is nothing to compare with", "Name two or more, base first.");
    }
    List<Entry> entries = new ArrayList<>();
    for (String label : arguments.operands()) {
      entries.add(ledger.find(label).orElseThrow(() -> unknown(label)));
    }
    show(entries, threads.png(), output);
  }

  static void show(List<Entry> entries, boolean png, MagicOutput output) {
    Entry base = entries.get(0);
    ComparisonTable table =
        new ComparisonTable(
            Comparison.of(base, entries.subList(1, entries.size())),
            base.conditions(),
            base.warmups());
    output.show(table.bundle());
    table.chart(png).ifPresent(output::show);
  }

  private MagicException unknown(String label) {
    String known =
        ledger.all().stream()
            .map(Entry::label)
            .skip(Math.max(0, ledger.all().size() - 12))
            .collect(Collectors.joining(", "));
    return new MagicException(
        "nothing was timed under \"" + label + "\"",
        known.isEmpty() ? "Run a cell first." : "There are " + known + ".");
  }
}
