package io.interleave.front.app;

/** Starts the kernel that a connection file describes. */
public final class Kernel {
  private Kernel() {}

  /**
   * Runs until Jupyter shuts the kernel down.
   *
   * @param args {@code kernel CONNECTION_FILE} and whatever a client adds
   */
  public static void run(String[] args) {
    System.err.println("interleave: this build has no kernel yet");
    System.exit(1);
  }
}
