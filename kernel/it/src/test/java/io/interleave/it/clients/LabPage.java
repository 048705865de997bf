package io.interleave.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.it.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JupyterLab on a folder of copied notebooks, and pages of it in Chromium, driven by {@code
 * src/test/js/lab.mjs}, where the commands are explained. Closing ends the server and its kernels.
 */
final class LabPage implements AutoCloseable {
  private static final String TOKEN = "interleave-tests";
  private static final Path SCRIPT = Python.MODULE.resolve("src/test/js/lab.mjs");
  private static final Path MODULES = Python.MODULE.resolve("target/lab-modules");

  private final Path folder;
  private final Process server;
  private final String address;

  private LabPage(Path folder, Process server, String address) {
    this.folder = folder;
    this.server = server;
    this.address = address;
  }

  /** Starts JupyterLab on a copy of {@code notebooks}, in {@code target/clients/NAME}. */
  static LabPage start(String name) throws IOException, InterruptedException {
    Requires.file(chromium(), "Chromium");
    needPlaywright();
    Python python = Python.prepared();
    Path folder = Python.REPORTS.resolve(name);
    Path root = Files.createDirectories(folder.resolve("root"));
    try (Stream<Path> notebooks = Files.list(Python.ROOT.resolve("notebooks"))) {
      for (Path each : notebooks.filter(file -> file.toString().endsWith(".ipynb")).toList()) {
        Files.write(root.resolve(each.getFileName()), Files.readAllBytes(each));
      }
    }
    Path settings =
        Path.of(python.environment().get("JUPYTER_CONFIG_DIR"))
            .resolve("lab/user-settings/@jupyterlab");
    // Otherwise a question about news lies over the corner of every picture.
    set(
        settings.resolve("apputils-extension/notification.jupyterlab-settings"),
        "{\"fetchNews\": \"false\", \"checkForUpdates\": false}");
    // Otherwise a first completion that takes a second on a busy machine is thrown away.
    set(
        settings.resolve("completer-extension/manager.jupyterlab-settings"),
        "{\"providerTimeout\": 30000}");
    int port = freePort();
    List<String> command =
        List.of(
            python.interpreter().toString(),
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--expose-app-in-browser",
            "--ServerApp.ip=127.0.0.1",
            "--ServerApp.port=" + port,
            "--ServerApp.port_retries=0",
            "--IdentityProvider.token=" + TOKEN,
            "--ServerApp.root_dir=" + root);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile());
    builder.environment().putAll(python.environment());
    LabPage page = new LabPage(folder, builder.start(), "http://127.0.0.1:" + port);
    page.awaitServer();
    return page;
  }

  /** Writes a notebook of Java cells into the served folder. */
  void notebook(String name, String... cells) throws IOException {
    Path file = folder.resolve("cells.txt");
    Files.writeString(file, String.join("\0", cells));
    Ran ran =
        Python.prepared()
            .run(
                List.of(
                    Python.SOURCES.resolve("write_notebook.py").toString(),
                    folder.resolve("root").resolve(name).toString(),
                    file.toString()),
                folder,
                folder.resolve("write.log"),
                60);
    assertThat(ran.status()).as(ran.said()).isZero();
  }

  /** Runs a notebook of the served folder into another one, which no JupyterLab has trusted. */
  void execute(String name, String executed) {
    convert(name, "--execute", "--to", "notebook", "--output", executed);
  }

  /** Has nbconvert make a file beside a notebook of the served folder. */
  void convert(String name, String... options) {
    Path root = folder.resolve("root");
    List<String> words = new ArrayList<>(List.of("-m", "nbconvert"));
    words.addAll(List.of(options));
    words.add(root.resolve(name).toString());
    Ran ran = Python.prepared().run(words, root, folder.resolve("convert.log"), 120);
    assertThat(ran.status()).as(ran.said()).isZero();
  }

  /** Performs the commands on a new page; each line of the answer is what one of them reports. */
  List<String> perform(String... commands) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "node",
                SCRIPT.toString(),
                "--url",
                address,
                "--token",
                TOKEN,
                "--modules",
                MODULES.toString(),
                "--profile",
                folder.resolve("profile").toString(),
                "--chromium",
                chromium().toString()));
    words.addAll(List.of(commands));
    Path log = folder.resolve("page.log");
    Ran ran = Ran.of(words, folder, Map.of(), log, 180);
    assertThat(ran.status()).as(ran.said()).isZero();
    return Files.readAllLines(log);
  }

  private static void set(Path file, String settings) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, settings);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  @Override
  public void close() {
    List<ProcessHandle> family = server.descendants().toList();
    server.destroy();
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      server.destroyForcibly();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private void awaitServer() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/status?token=" + TOKEN))
            .timeout(Duration.ofSeconds(5))
            .build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() - end < 0) {
      assertThat(server.isAlive()).as("JupyterLab runs; see server.log").isTrue();
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    close();
    throw new IOException("JupyterLab did not answer within 60 s; see " + file("server.log"));
  }

  private static Path chromium() {
    for (String name : List.of("chromium", "chromium-browser", "google-chrome")) {
      Path file = Path.of("/usr/bin", name);
      if (Files.exists(file)) {
        return file;
      }
    }
    return Path.of("/usr/bin/chromium");
  }

  private static void needPlaywright() {
    if (Files.exists(MODULES.resolve("node_modules/playwright-core"))) {
      return;
    }
    try {
      Files.createDirectories(MODULES);
      Map<String, String> environment = new HashMap<>();
      environment.put("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
      Ran ran =
          Ran.of(
              List.of(
                  "npm",
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--prefix",
                  MODULES.toString(),
                  "playwright-core@1"),
              MODULES,
              environment,
              MODULES.resolve("npm.log"),
              120);
      Requires.that(ran.status() == 0, "npm with a network, for playwright-core: " + ran.said());
    } catch (UncheckedIOException e) {
      Requires.that(false, "node and npm");
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + MODULES, e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
