package io.interleave.front.app;

import io.interleave.front.cellvm.CellVm;
import io.interleave.front.engine.JShellEngine;
import io.interleave.front.magic.CellSettings;
import io.interleave.wire.Command;
import java.time.Duration;
import java.util.Locale;

/** The settings of a kernel, passed on to whoever obeys them. */
final class LiveSettings implements CellSettings {
  private final JShellEngine engine;
  private final CellVm cellVm;
  private final OutputLimit outputLimit;
  private volatile Duration settleLimit = Duration.ofSeconds(10);
  private volatile Route route = Route.STARTING;

  /** How much text a cell may show; read by the output, changed by a command. */
  static final class OutputLimit {
    private volatile long bytes;

    OutputLimit(long bytes) {
      this.bytes = bytes;
    }

    long bytes() {
      return bytes;
    }
  }

  LiveSettings(JShellEngine engine, CellVm cellVm, OutputLimit outputLimit) {
    this.engine = engine;
    this.cellVm = cellVm;
    this.outputLimit = outputLimit;
  }

  @Override
  public Duration settleLimit() {
    return settleLimit;
  }

  @Override
  public void settleLimit(Duration limit) {
    settleLimit = limit;
    engine.settleMillis(limit.toMillis());
  }

  @Override
  public Route route() {
    return route;
  }

  @Override
  public void route(Route chosen) {
    route = chosen;
    cellVm.send(new Command.Configure("route", chosen.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public long outputLimitBytes() {
    return outputLimit.bytes();
  }

  @Override
  public void outputLimitBytes(long bytes) {
    outputLimit.bytes = bytes;
  }
}
