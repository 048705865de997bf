package io.interleave.front.app;

import io.interleave.front.install.InstallException;
import io.interleave.front.install.Installation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code renew}. */
@Command(
    name = "renew",
    description =
        "Makes the archives of loaded classes again, with which the kernel that this jar is installed"
            + " as starts faster.")
final class RenewCommand implements Callable<Integer> {
  /** A training takes some ten seconds; it waits for nothing longer than this. */
  private static final long LIMIT_SECONDS = 240;

  @Option(
      names = "--if-needed",
      description = "does nothing when they belong to this Java and jar, or are being made")
  private boolean ifNeeded;

  RenewCommand() {}

  @Override
  public Integer call() throws InstallException {
    Thread watch = new Thread(RenewCommand::endWhenLate, "renewal-watch");
    watch.setDaemon(true);
    watch.start();
    Path folder = OwnJar.path().toAbsolutePath().getParent();
    if (folder == null) {
      throw new IllegalStateException("a jar lies in a folder");
    }
    new Installation(folder, System.out::println).renew(ifNeeded);
    return 0;
  }

  private static void endWhenLate() {
    try {
      TimeUnit.SECONDS.sleep(LIMIT_SECONDS);
    } catch (InterruptedException e) {
      return; // nobody interrupts it
    }
    System.err.println("interleave: the kernel did not do its work within " + LIMIT_SECONDS + " s");
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(1);
  }
}
