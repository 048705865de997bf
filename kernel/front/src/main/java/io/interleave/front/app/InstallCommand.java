package io.interleave.front.app;

import io.interleave.front.install.InstallException;
import io.interleave.front.install.Installation;
import io.interleave.front.install.Jdk;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code install}. */
@Command(name = "install", description = "Installs the kernel for Jupyter and starts it once.")
final class InstallCommand implements Callable<Integer> {
  @Mixin private Where where = new Where();

  @Option(
      names = "--jdk",
      paramLabel = "HOME",
      description = "the JDK that runs kernel and cells (default: the one that runs this)")
  private @Nullable Path jdk;

  InstallCommand() {}

  @Override
  public Integer call() throws InstallException {
    Jdk java = Jdk.at(jdk == null ? Jdk.running() : jdk.toAbsolutePath().normalize());
    Installation.in(where.data(), where.name(), System.out::println).install(OwnJar.path(), java);
    return 0;
  }
}
