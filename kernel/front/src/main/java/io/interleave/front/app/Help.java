package io.interleave.front.app;

import picocli.CommandLine.Option;

/** The option {@code --help} of a command. */
final class Help {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this and exit")
  @SuppressWarnings("UnusedVariable") // The library acts on it.
  private boolean asked;

  Help() {}
}
