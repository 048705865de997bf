package io.interleave.front.timing;

import io.interleave.front.compare.Entry;
import io.interleave.front.compare.Ledger;
import io.interleave.front.magic.Arguments;
import io.interleave.front.magic.LineMagic;
import io.interleave.front.magic.MagicException;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.magic.MagicSyntax;
import io.interleave.front.magic.MagicSyntax.Operand;
import io.interleave.front.magic.MagicSyntax.Option;
import io.interleave.front.magic.ValueType;
import io.interleave.front.render.TimingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** {@code %timings}: shows the ledger, writes it to a file, or empties it. */
final class TimingsMagic implements LineMagic {
  private final Ledger ledger;
  private final Path folder;

  /**
   * @param folder what relative paths start from
   */
  TimingsMagic(Ledger ledger, Path folder) {
    this.ledger = ledger;
    this.folder = folder;
  }

  @Override
  public MagicSyntax syntax() {
    return new MagicSyntax(
            "timings",
            "Shows all timed runs; clear forgets them.",
            List.of(new Operand("what", ValueType.TEXT, List.of("clear"), false, false)),
            List.of(),
            false)
        .with(new Option("csv", ValueType.PATH, "", "writes them to a file, a line a run"))
        .with(new Option("json", ValueType.PATH, "", "writes them to a file as JSON"));
  }

  @Override
  public void run(Arguments arguments, MagicOutput output) throws MagicException {
    if (arguments.has(0)) {
      ledger.clear();
      return;
    }
    List<Entry> entries = ledger.all();
    TimingsTable table = new TimingsTable(entries);
    boolean written = write(arguments.text("csv"), table.csv(), output);
    written |= write(arguments.text("json"), table.json(), output);
    if (!written) {
      output.show(table.bundle());
    }
  }

  private boolean write(String name, String text, MagicOutput output) throws MagicException {
    if (name.isEmpty()) {
      return false;
    }
    Path file = folder.resolve(name);
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new MagicException("cannot write " + file + ": " + e, "Choose another file.");
    }
    output.show("Written to " + file + ".");
    return true;
  }
}
