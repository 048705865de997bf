package io.interleave.hooks;

/**
 * Ends a thread whose cell was stopped or asked the JVM to exit. It has no stack trace and cannot
 * be suppressed, so throwing it costs nothing; a thread that it ends dies silently.
 */
public final class StopSignal extends Error {
  private static final long serialVersionUID = 1L;

  /** The one instance; without a trace there is nothing that tells two apart. */
  public static final StopSignal INSTANCE = new StopSignal();

  private StopSignal() {
    super("the cell was stopped", null, false, false);
  }
}
