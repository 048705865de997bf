package io.interleave.front.session;

import com.google.gson.JsonObject;
import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.magic.BoundCellMagic;
import io.interleave.front.magic.CellSkippedException;
import io.interleave.front.magic.MagicCall;
import io.interleave.front.magic.MagicException;
import io.interleave.front.magic.MagicOutput;
import io.interleave.front.magic.Magics;
import io.interleave.front.magic.ParsedCell;
import io.interleave.front.protocol.Publication.DisplayData;
import io.interleave.front.render.Notices;
import java.util.List;
import java.util.Optional;

/** Runs what a cell holds: its line commands in their order, then its Java code. */
final class CellBody {
  private static final Outcome NOTHING = new Outcome.Succeeded(Optional.empty(), List.of());

  private final Engine engine;
  private final Magics magics;

  CellBody(Engine engine, Magics magics) {
    this.engine = engine;
    this.magics = magics;
  }

  /** A command failed. */
  static final class FailedCall extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient MagicCall call;
    private final transient MagicException reason;

    FailedCall(MagicCall call, MagicException reason) {
      super(reason);
      this.call = call;
      this.reason = reason;
    }

    MagicCall call() {
      return call;
    }

    MagicException reason() {
      return reason;
    }
  }

  Outcome run(CellOutput output, String code) throws FailedCall {
    ParsedCell parsed = magics.parse(code);
    MagicOutput shown = new CellMagicOutput(output);
    for (MagicCall call : parsed.lineCalls()) {
      try {
        magics.run(call, shown);
      } catch (MagicException e) {
        throw new FailedCall(call, e);
      } catch (CellSkippedException e) {
        output.now(skipped(e.reason()));
        return NOTHING;
      }
    }
    if (output.isStopping()) {
      // The stop came before the engine could know of the cell.
      return new Outcome.Interrupted(List.of());
    }
    Run run = output.run();
    Cell cell = new Cell(run.id(), run.title(), parsed.code(), run.stdinAllowed());
    if (parsed.cellCall().isPresent()) {
      return cellMagic(parsed.cellCall().get(), cell, shown);
    }
    return parsed.code().isBlank()
        ? NOTHING
        : engine.execute(cell, text -> output.now(Notices.plain(text)));
  }

  /** The note, marked in its metadata for programs that run notebooks. */
  private static DisplayData skipped(String reason) {
    JsonObject mark = new JsonObject();
    mark.addProperty("skipped", reason);
    JsonObject metadata = new JsonObject();
    metadata.add("interleave", mark);
    return new DisplayData(Bundles.of(Notices.plain(reason)), metadata, null);
  }

  private Outcome cellMagic(MagicCall call, Cell cell, MagicOutput shown) throws FailedCall {
    try {
      Optional<BoundCellMagic> magic = magics.bind(call, shown);
      return magic.isPresent() ? magic.get().run(cell, engine) : NOTHING;
    } catch (MagicException e) {
      throw new FailedCall(call, e);
    }
  }
}
