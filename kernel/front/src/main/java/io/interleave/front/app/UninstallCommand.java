package io.interleave.front.app;

import io.interleave.front.install.InstallException;
import io.interleave.front.install.Installation;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code uninstall}. */
@Command(name = "uninstall", description = "Takes the kernel away from Jupyter.")
final class UninstallCommand implements Callable<Integer> {
  @Mixin private Where where = new Where();

  UninstallCommand() {}

  @Override
  public Integer call() throws InstallException {
    Installation.in(where.data(), where.name(), System.out::println).uninstall();
    return 0;
  }
}
