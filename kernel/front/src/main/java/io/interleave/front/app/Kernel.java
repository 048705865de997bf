package io.interleave.front.app;

import io.interleave.front.cellvm.CellArchive;
import io.interleave.front.cellvm.CellLaunch;
import io.interleave.front.cellvm.CellLibraries;
import io.interleave.front.cellvm.ChildCellVm;
import io.interleave.front.compare.Run;
import io.interleave.front.engine.JShellEngine;
import io.interleave.front.install.JupyterFolders;
import io.interleave.front.patch.PatchCache;
import io.interleave.front.protocol.ConnectionFile;
import io.interleave.front.protocol.ConnectionFileException;
import io.interleave.front.protocol.KernelSession;
import io.interleave.front.protocol.Signer;
import io.interleave.front.protocol.WireCodec;
import io.interleave.front.report.ThreadReports;
import io.interleave.front.report.Totals;
import io.interleave.front.session.CellEvents;
import io.interleave.front.session.OutputLimits;
import io.interleave.front.session.Session;
import io.interleave.front.session.SystemTime;
import io.interleave.front.transport.Transport;
import io.interleave.front.transport.TransportException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** Starts the kernel that a connection file describes. */
public final class Kernel {
  private static final long PACED_LIMIT_BYTES = 10L << 20;
  private static final long UNPACED_LIMIT_BYTES = 50L << 20;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final SystemTime time = new SystemTime();
  private final KernelSession messages =
      new KernelSession(
          UUID.randomUUID().toString(),
          System.getProperty("user.name", ""),
          InstantSource.system());

  private Kernel() {}

  /**
   * Runs until Jupyter shuts the kernel down.
   *
   * @param args {@code kernel CONNECTION_FILE} and whatever a client adds
   */
  public static void run(String[] args) {
    int status = 1;
    try {
      new Kernel().serve(ConnectionFile.read(connectionFile(args)));
      status = 0;
    } catch (ConnectionFileException | TransportException | IOException e) {
      System.err.println("interleave: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(status); // the sockets are closed; nothing else is worth waiting for
  }

  /** The first word that is no option; {@code -f FILE} is what other kernels take. */
  private static Path connectionFile(String[] args) throws ConnectionFileException {
    for (int i = 1; i < args.length; i++) {
      if (args[i].equals("-f") && i + 1 < args.length) {
        return Path.of(args[i + 1]);
      }
      if (!args[i].startsWith("-")) {
        return Path.of(args[i]);
      }
    }
    throw new ConnectionFileException(
        "The connection file is missing. Usage: kernel CONNECTION_FILE");
  }

  private static Run run(Totals.Took took) {
    return new Run(
        took.wallNanos(), took.cpuNanos(), took.readyNanos(), took.threads(), took.lines());
  }

  private void serve(ConnectionFile file)
      throws IOException, TransportException, ConnectionFileException, InterruptedException {
    Signer signer = file.signer();
    boolean paced = System.getenv("JPY_SESSION_NAME") != null;
    LiveSettings.OutputLimit limit =
        new LiveSettings.OutputLimit(paced ? PACED_LIMIT_BYTES : UNPACED_LIMIT_BYTES);
    JupyterFolders folders = JupyterFolders.here();
    TransportOutbox outbox = new TransportOutbox(messages);
    CellEvents events =
        new CellEvents(
            outbox, time, new OutputLimits(limit::bytes, folders.cache().resolve("output")), paced);
    // The cell JVM starts beside everything that follows.
    Path libraries = CellLibraries.locate(folders.cache());
    ThreadReports reports =
        new ThreadReports(
            events, (cell, took) -> events.timings().ran(cell.id(), cell.title(), run(took)));
    CellLaunch launch = launch(libraries, folders.cache());
    ChildCellVm cellVm = new ChildCellVm(launch, reports.listener());
    try (Transport transport = Transport.open(file, new WireCodec(signer), messages, System.err)) {
      outbox.connect(transport);
      JShellEngine engine =
          new JShellEngine(
              reports.watching(cellVm), List.of(libraries.resolve("interleave-api.jar")));
      LiveSettings settings = new LiveSettings(engine, cellVm, limit);
      LiveThreadDisplay display = new LiveThreadDisplay(reports, cellVm);
      display.beginWith(System.getenv("INTERLEAVE_IMAGE"));
      KernelParts parts = new KernelParts(folders, time, restart -> ended.countDown());
      try (Session session =
          new Session(
              outbox,
              reports.reporting(engine, cellVm),
              cellVm,
              events,
              parts.session(settings, new UserProcess(cellVm, engine), display, events))) {
        session.start();
        transport.start(session::received);
        Signals.onInterrupt(session::interrupt);
        ParentWatch.start(ended::countDown);
        Runtime.getRuntime().addShutdownHook(new Thread(cellVm::close, "kernel-end"));
        engine.warmUp();
        reports.warmUp(cellVm, engine::index);
        Housekeeping housekeeping =
            new Housekeeping(folders.cache(), List.of(libraries, Path.of(launch.patches())));
        housekeeping.keepWhatIsUsed();
        reports.whenQuietForLong(housekeeping::begin);
        ended.await();
      }
    } finally {
      cellVm.close();
      time.close();
    }
  }

  private static CellLaunch launch(Path libraries, Path cache) {
    Path javaHome = Path.of(System.getProperty("java.home"));
    String patches = "";
    try {
      patches = PatchCache.fileFor(javaHome, cache).toString();
    } catch (IOException e) {
      System.err.println(
          "interleave: tasks of pools will print into the latest cell: " + e.getMessage());
    }
    List<String> options = new ArrayList<>(CellArchive.options(libraries));
    if (Runtime.version().feature() >= 22) {
      options.add("--enable-native-access=ALL-UNNAMED"); // stopping threads goes through JVMTI
    }
    return new CellLaunch(javaHome, libraries, patches, options, List.of());
  }
}
