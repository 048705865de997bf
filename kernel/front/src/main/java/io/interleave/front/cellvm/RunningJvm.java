package io.interleave.front.cellvm;

import io.interleave.wire.Event.Stream;
import io.interleave.wire.FrameReader;
import io.interleave.wire.FrameWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The operating system's side of a cell JVM: process, private folder, socket, descriptors. */
final class RunningJvm implements AutoCloseable {
  /**
   * glibc, mallopt(3): keeps the threshold at its default. Otherwise it grows with what the JIT
   * compiler frees, and up to 15 MB of an idle JVM stay unused.
   */
  private static final String TRIM_THRESHOLD = "MALLOC_TRIM_THRESHOLD_";

  private static final String TRIM_BYTES = "131072";
  private static final long START_LIMIT_SECONDS = 30;
  private static final int SIGNAL_BASE = 128;

  private final Path folder;
  private final ServerSocketChannel server;
  private final Process process;
  private final DescriptorReader out;
  private final DescriptorReader err;
  private @Nullable SocketChannel channel; // set by the reader thread, before anybody else asks
  private @Nullable FrameWriter writer;
  private @Nullable Exception trouble;

  private RunningJvm(
      Path folder,
      ServerSocketChannel server,
      Process process,
      DescriptorReader out,
      DescriptorReader err) {
    this.folder = folder;
    this.server = server;
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static RunningJvm start(CellLaunch launch, CellVmListener listener) throws IOException {
    // Files.createTempDirectory gives the owner alone access, and so to the socket in it.
    Path folder = Files.createTempDirectory("interleave-");
    Path socket = folder.resolve("cell");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(socket));
      String nonce = UUID.randomUUID().toString();
      ProcessBuilder builder =
          new ProcessBuilder(launch.command(socket, folder, nonce)).redirectInput(nothing());
      builder.environment().putIfAbsent(TRIM_THRESHOLD, TRIM_BYTES);
      Process process = builder.start();
      DescriptorReader out =
          DescriptorReader.start(process.getInputStream(), Stream.STDOUT, nonce, listener);
      DescriptorReader err =
          DescriptorReader.start(process.getErrorStream(), Stream.STDERR, nonce, listener);
      RunningJvm jvm = new RunningJvm(folder, server, process, out, err);
      // Without this, accept would wait for ever for a JVM that refused its options.
      process.onExit().thenRun(jvm::stopAccepting);
      return jvm;
    } catch (IOException e) {
      server.close();
      delete(folder);
      throw e;
    }
  }

  /** Waits for the process to dial back. */
  FrameReader connect() throws IOException {
    Thread alarm = new Thread(this::killWhenLate, "cell-vm-watch");
    alarm.setDaemon(true);
    alarm.start();
    SocketChannel accepted = server.accept();
    alarm.interrupt();
    channel = accepted;
    writer = new FrameWriter(accepted);
    out.ready();
    err.ready();
    return new FrameReader(accepted);
  }

  FrameWriter writer() {
    if (writer == null) {
      throw new IllegalStateException("not connected");
    }
    return writer;
  }

  long pid() {
    return process.pid();
  }

  /** Ends the processes that cells started, and theirs. */
  void killChildren() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
  }

  void latestCell(int cell) {
    out.latestCell(cell);
    err.latestCell(cell);
  }

  void note(Exception e) {
    trouble = e;
  }

  /** Waits, for a moment at most, until what was on file descriptors 1 and 2 has been passed on. */
  void awaitDescriptorsDrained(long id) {
    out.awaitMark(id);
    err.awaitMark(id);
  }

  void kill() {
    killChildren();
    process.destroyForcibly();
  }

  void awaitEnd(long millis) {
    try {
      if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Waits for the end of the process, which is near, and says in a sentence how it ended. */
  String reasonOfEnd() {
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        process.waitFor(2, TimeUnit.SECONDS);
        return "The cell's JVM closed its connection and was ended"
            + (trouble == null ? "." : " (" + trouble + ").");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "The kernel was stopped while the cell's JVM ended.";
    }
    out.awaitEnd();
    err.awaitEnd();
    return describe(process.exitValue());
  }

  private String describe(int status) {
    if (channel == null) {
      String said = (err.lastText() + out.lastText()).strip();
      return "The cell's JVM did not start (exit status "
          + status
          + ")"
          + (said.isEmpty() ? "." : ": " + said);
    }
    int signal = status - SIGNAL_BASE;
    return switch (signal) {
      case 9 ->
          "The cell's JVM was killed (SIGKILL), by somebody or because the machine ran out of"
              + " memory.";
      case 6, 11, 7, 4, 8 -> "The cell's JVM crashed in native code (signal " + signal + ").";
      case 15 -> "The cell's JVM was told to end (SIGTERM).";
      default ->
          status == 3
              ? "The cell's JVM ran out of memory."
              : "The cell's JVM ended with exit status " + status + ".";
    };
  }

  @Override
  public void close() {
    stopAccepting();
    SocketChannel open = channel;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        note(e);
      }
    }
    process.destroyForcibly();
    deleteRecordings();
    delete(folder);
  }

  /** What the flight recorder of the process left behind, which said where it keeps its files. */
  private void deleteRecordings() {
    try {
      process.waitFor(1, TimeUnit.SECONDS);
      // After a crash it is in the folder of the notebook; only newer JDKs can be told otherwise.
      Files.deleteIfExists(Path.of("hs_err_pid" + process.pid() + ".jfr"));
      Path repository = Path.of(Files.readString(folder.resolve("jfr-repository")));
      if (repository.getFileName().toString().endsWith("_" + process.pid())) {
        delete(repository);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | InvalidPathException e) {
      return; // it had not started yet
    }
  }

  private void killWhenLate() {
    try {
      if (!process.waitFor(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      return; // it dialled back in time
    }
  }

  private void stopAccepting() {
    try {
      server.close();
    } catch (IOException e) {
      note(e);
    }
  }

  private static File nothing() {
    return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
  }

  private static void delete(Path folder) {
    try (var paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) { // a dying JVM deletes its recordings meanwhile
      return; // the operating system clears its temporary folder
    }
  }
}
