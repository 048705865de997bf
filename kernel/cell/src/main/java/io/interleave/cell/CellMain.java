package io.interleave.cell;

import io.interleave.api.CellRuntime;
import io.interleave.cell.agent.Agent;
import io.interleave.cell.comms.CommRegistry;
import io.interleave.cell.exec.CpuClock;
import io.interleave.cell.exec.ExitRequests;
import io.interleave.cell.exec.MainThread;
import io.interleave.cell.exec.Settling;
import io.interleave.cell.exec.Snippets;
import io.interleave.cell.exec.UncaughtReporter;
import io.interleave.cell.exec.UserLoader;
import io.interleave.cell.owner.Owners;
import io.interleave.cell.recorder.Recorder;
import io.interleave.cell.stop.StopRequests;
import io.interleave.cell.stop.Stopper;
import io.interleave.cell.streams.CellPrintStream;
import io.interleave.cell.streams.FrameQueue;
import io.interleave.cell.streams.QueueWriter;
import io.interleave.cell.streams.StandardInput;
import io.interleave.hooks.Exit;
import io.interleave.wire.Event;
import io.interleave.wire.Event.Stream;
import io.interleave.wire.FrameReader;
import io.interleave.wire.FrameWriter;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The program of the cell JVM: {@code CellMain SOCKET [NONCE]}; {@code CellMain problems} only says
 * what the agent could not patch, a line each. It dials the front's Unix-domain socket, says that
 * it is ready, and ends when the socket does. The nonce is what marks on file descriptors 1 and 2
 * carry.
 */
public final class CellMain {
  private static final int USAGE = 64;
  private static final int NO_FRONT = 69;

  private CellMain() {}

  /** Dials the socket that the first argument names and serves the front behind it. */
  public static void main(String[] arguments) {
    if (arguments.length < 1) {
      System.err.println("usage: CellMain SOCKET [NONCE]");
      System.exit(USAGE);
    }
    if (arguments[0].equals("problems")) {
      Agent.problems().forEach(System.out::println);
      return;
    }
    SocketChannel socket;
    try {
      socket = SocketChannel.open(UnixDomainSocketAddress.of(arguments[0]));
      new FrameWriter(socket).write(ready());
    } catch (IOException e) {
      System.err.println("no front at " + arguments[0] + ": " + e.getMessage());
      System.exit(NO_FRONT);
      return;
    }
    Path folder = Objects.requireNonNull(Path.of(arguments[0]).toAbsolutePath().getParent());
    run(socket, arguments.length > 1 ? arguments[1] : "", folder);
  }

  private static Event ready() {
    return new Event.Ready(
        ProcessHandle.current().pid(),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors());
  }

  private static void run(SocketChannel socket, String nonce, Path folder) {
    Owners owners = Owners.ofThisJvm();
    StopRequests requests = new StopRequests();
    FrameQueue queue = new FrameQueue(requests::isStopping);
    UserLoader loader = new UserLoader();
    Recorder recorder = new Recorder(folder, loader.ofCells());
    MainThread main = new MainThread(loader, queue::send);
    Snippets snippets = new Snippets(loader, main, requests, recorder);
    Settling settling = new Settling(owners, requests, nonce, queue::send, recorder::settled);
    Stopper stopper = new Stopper(owners, requests, main, queue::wakeStopped);
    UncaughtReporter uncaught = new UncaughtReporter(owners, requests, queue);
    CommRegistry comms = new CommRegistry(owners, queue, uncaught, loader);
    StandardInput input = new StandardInput(queue, owners);
    OwnThreads.startVital(
        "writer", new QueueWriter(queue, new FrameWriter(socket), OwnThreads::endJvm));
    OwnThreads.startVital("stop", stopper);
    OwnThreads.startVital("settle", settling);

    System.setOut(new CellPrintStream(queue, owners, Stream.STDOUT));
    System.setErr(new CellPrintStream(queue, owners, Stream.STDERR));
    System.setIn(input);
    Thread.setDefaultUncaughtExceptionHandler(uncaught);
    Exit.handler(new ExitRequests(owners, requests, stopper, main, queue));
    CellRuntime.install(new UserRuntime(owners, queue, snippets, comms, recorder));
    Commands commands =
        new Commands(owners, queue, input, main, snippets, settling, stopper, comms, recorder);
    OwnThreads.startVital(
        "reader", new CommandReader(new FrameReader(socket), commands, OwnThreads::endJvm));
    OwnThreads.start("warm-up", CpuClock::currentThreadNanos);
    OwnThreads.start("recorder", recorder);
    main.work();
  }
}
