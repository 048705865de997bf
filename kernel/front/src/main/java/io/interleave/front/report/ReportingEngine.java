package io.interleave.front.report;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.CodePart;
import io.interleave.front.engine.Completeness;
import io.interleave.front.engine.Completion;
import io.interleave.front.engine.Documentation;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Shows what the threads of each cell that is executed do and did. */
final class ReportingEngine implements Engine {
  private final Engine engine;
  private final Recordings recordings;
  private final LongQuiet quiet;
  private final Function<Cell, CellWatch> watches;

  ReportingEngine(
      Engine engine, Recordings recordings, LongQuiet quiet, Function<Cell, CellWatch> watches) {
    this.engine = engine;
    this.recordings = recordings;
    this.quiet = quiet;
    this.watches = watches;
  }

  @Override
  public Outcome execute(Cell cell, Notices notices) {
    recordings.cellBegins();
    quiet.cellBegins();
    CellWatch watch = watches.apply(cell);
    watch.begin();
    Outcome outcome = null;
    try {
      outcome = engine.execute(cell, notices);
      return outcome;
    } finally {
      watch.end(outcome);
      recordings.cellEnds();
      quiet.cellEnds();
    }
  }

  @Override
  public Outcome evaluate(Cell cell) {
    return engine.evaluate(cell);
  }

  @Override
  public Completion complete(String code, int cursor) {
    return engine.complete(code, cursor);
  }

  @Override
  public Optional<Documentation> inspect(String code, int cursor, int detailLevel) {
    return engine.inspect(code, cursor, detailLevel);
  }

  @Override
  public Completeness completeness(String code) {
    return engine.completeness(code);
  }

  @Override
  public List<CodePart> parts(String code) {
    return engine.parts(code);
  }

  @Override
  public void interrupt(int cell) {
    engine.interrupt(cell);
  }

  @Override
  public void close() {
    engine.close();
  }
}
