package io.interleave.cell;

import io.interleave.wire.Command;
import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import io.interleave.wire.FrameReader;
import io.interleave.wire.FrameWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real cell JVM with the test in the place of the front. All waits end after 20 s. */
final class CellJvm implements AutoCloseable {
  private static final long LIMIT_MILLIS = 20_000;

  private final Path folder;
  private final Process process;
  private final FrameWriter writer;
  private final List<Frame> frames = new ArrayList<>(); // guarded by itself
  private long lastId = 1000;
  private int snippets;

  private CellJvm(Path folder, Process process, SocketChannel channel) {
    this.folder = folder;
    this.process = process;
    this.writer = new FrameWriter(channel);
    FrameReader reader = new FrameReader(channel);
    Thread thread = new Thread(() -> readAll(reader), "test-reader");
    thread.setDaemon(true);
    thread.start();
  }

  static CellJvm start(String... options) throws IOException {
    Path folder = Files.createTempDirectory("cell");
    Path socket = folder.resolve("s");
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    Process process =
        new ProcessBuilder(command(socket, options))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.onExit().thenRun(() -> close(server)); // so that accept ends when the JVM does
    return new CellJvm(folder, process, server.accept());
  }

  private static List<String> command(Path socket, String... options) {
    List<String> parts = List.of(System.getProperty("java.class.path").split(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xbootclasspath/a:" + only(parts, "hooks"));
    if (Runtime.version().feature() >= 22) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of(options));
    command.add("-cp");
    command.add(
        String.join(
            File.pathSeparator, only(parts, "wire"), only(parts, "api"), only(parts, "cell")));
    command.add("io.interleave.cell.CellMain");
    command.add(socket.toString());
    return command;
  }

  private static String only(List<String> parts, String module) {
    return parts.stream()
        .filter(
            part ->
                part.contains("interleave-" + module)
                    || part.endsWith(Path.of("kernel", module, "target", "classes").toString()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + module + " in " + parts));
  }

  void begin(int cell) throws IOException {
    send(new Command.BeginCell(cell, "cell " + cell, true));
  }

  /** Begins a cell that runs the body of a method and waits for the answer. */
  Event run(int cell, String body) throws Exception {
    begin(cell);
    return answer(submit(cell, body));
  }

  /** The same within a cell that began already; gives the id of the answer. */
  long submit(int cell, String body) throws IOException {
    String name = "Snippet" + ++snippets;
    load(
        name,
        "import java.util.*; import java.util.concurrent.*; import java.util.function.*;"
            + " import java.util.stream.*; import java.util.concurrent.locks.*;"
            + " import rewritten.*; import static io.interleave.api.Interleave.*; import io.interleave.api.*;"
            + " public class "
            + name
            + " { @SuppressWarnings(\"unused\") public static Object run() throws Throwable {\n"
            + body
            + "\n} }");
    long id = ++lastId;
    send(new Command.Invoke(id, cell, name, "run"));
    return id;
  }

  void load(String name, String source) throws IOException {
    long id = ++lastId;
    send(new Command.Load(id, Sources.compile(name, source)));
  }

  /** Loads a class of the test's class path. */
  void load(Class<?> type) throws IOException {
    String file = "/" + type.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(type.getResourceAsStream(file))) {
      send(
          new Command.Load(
              ++lastId, List.of(new Command.ClassFile(type.getName(), in.readAllBytes()))));
    }
  }

  long interrupt(int cell) throws IOException {
    long id = ++lastId;
    send(new Command.Interrupt(id, cell));
    return id;
  }

  long settle(int cell, long limitMillis) throws IOException {
    long id = ++lastId;
    send(new Command.Settle(id, cell, limitMillis));
    return id;
  }

  void send(Frame frame) throws IOException {
    writer.write(frame);
  }

  /** The event that answers a command. */
  Event answer(long id) throws Exception {
    return (Event) await(frame -> answers(frame, id));
  }

  <T extends Frame> T await(Class<T> type) throws Exception {
    return type.cast(await(type::isInstance));
  }

  Frame await(Predicate<Frame> wanted) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
    synchronized (frames) {
      while (true) {
        for (Frame frame : frames) {
          if (wanted.test(frame)) {
            return frame;
          }
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new TimeoutException("not among " + frames);
        }
        TimeUnit.NANOSECONDS.timedWait(frames, left);
      }
    }
  }

  List<Frame> frames() {
    synchronized (frames) {
      return List.copyOf(frames);
    }
  }

  void forget() {
    synchronized (frames) {
      frames.clear();
    }
  }

  /** The texts of a cell so far, as they came. */
  List<String> outputs(int cell) {
    return frames().stream()
        .filter(frame -> frame instanceof Event.Output o && o.cell() == cell)
        .map(frame -> ((Event.Output) frame).text())
        .toList();
  }

  /** All text of a cell so far. */
  String text(int cell) {
    return frames().stream()
        .map(frame -> frame instanceof Event.Output o && o.cell() == cell ? o.text() : "")
        .collect(Collectors.joining());
  }

  Process process() {
    return process;
  }

  private void readAll(FrameReader reader) {
    try {
      for (Frame frame = reader.read(); frame != null; frame = reader.read()) {
        synchronized (frames) {
          frames.add(frame);
          frames.notifyAll();
        }
      }
    } catch (IOException e) {
      return; // the JVM is gone, which tests see by its process
    }
  }

  private static boolean answers(Frame frame, long id) {
    @Nullable Long of =
        frame instanceof Event.Returned e
            ? (Long) e.id()
            : frame instanceof Event.Threw e2
                ? (Long) e2.id()
                : frame instanceof Event.Stopped e3
                    ? (Long) e3.id()
                    : frame instanceof Event.Exited e4
                        ? (Long) e4.id()
                        : frame instanceof Event.Interrupted e5
                            ? (Long) e5.id()
                            : frame instanceof Event.Settled e6
                                ? (Long) e6.id()
                                : frame instanceof Event.Done e7
                                    ? (Long) e7.id()
                                    : frame instanceof Event.Failed e8 ? (Long) e8.id() : null;
    return Objects.equals(of, id);
  }

  private static void close(ServerSocketChannel server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
    }
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
