package io.interleave.it.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.it.Requires;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A Python that has the clients, and the kernel under test where these clients find it. The
 * interpreter is the one that {@code INTERLEAVE_PYTHON} names, or that of {@code .venv} when it has
 * all of {@code requirements.txt}, or one made in {@code target}. Nothing outside {@code target} is
 * written.
 *
 * @param interpreter the program to start
 * @param environment what its processes see, on top of ours
 */
record Python(Path interpreter, Map<String, String> environment) {
  static final Path MODULE = Path.of("").toAbsolutePath();
  static final Path ROOT = MODULE.getParent().getParent();
  static final Path SOURCES = MODULE.resolve("src/test/python");
  static final Path REPORTS = MODULE.resolve("target/clients");
  private static final Path HOME = MODULE.resolve("target/clients-home");

  private static @Nullable Python prepared;

  /** Begins to look for an interpreter with the clients, or to make one, when it is loaded. */
  private static final class Clients {
    private static final CompletableFuture<Path> INTERPRETER =
        CompletableFuture.supplyAsync(
            Python::interpreterWithClients,
            task -> {
              Thread thread = new Thread(task, "clients");
              thread.setDaemon(true);
              thread.start();
            });
  }

  /**
   * Begins to get the clients, which is mostly waiting for a network; what goes wrong is told to
   * those who need them.
   */
  static void prepareClients() {
    Objects.requireNonNull(Clients.INTERPRETER);
  }

  private static Path clients() {
    try {
      return Clients.INTERPRETER.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** The interpreter with the kernel of this build, run by the JDK that runs this test. */
  static synchronized Python prepared() {
    Python found = prepared;
    if (found == null) {
      found = new Python(clients(), installedKernel());
      prepared = found;
    }
    return found;
  }

  /** Where the kernelspec is, for clients that are not of this Python. */
  static Map<String, String> installedKernel() {
    Path prefix = HOME.resolve("prefix");
    Path jar = ROOT.resolve("kernel/front/target/interleave.jar");
    Requires.file(jar, "the kernel's jar (./mvnw package makes it)");
    Map<String, String> environment = new HashMap<>();
    environment.put("JUPYTER_PATH", prefix.resolve("share/jupyter").toString());
    environment.put("JUPYTER_CONFIG_DIR", made(HOME.resolve("config")));
    environment.put("JUPYTER_DATA_DIR", made(HOME.resolve("data")));
    environment.put("JUPYTER_RUNTIME_DIR", made(HOME.resolve("runtime")));
    environment.put("IPYTHONDIR", made(HOME.resolve("ipython")));
    environment.put("XDG_CACHE_HOME", made(HOME.resolve("cache")));
    environment.put("XDG_DATA_HOME", made(HOME.resolve("local")));
    environment.put("PYTHONDONTWRITEBYTECODE", "1");
    environment.put("INTERLEAVE_REPORTS", made(REPORTS));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Ran ran =
        Ran.of(
            List.of(java, "-jar", jar.toString(), "install", "--prefix", prefix.toString()),
            MODULE,
            environment,
            REPORTS.resolve("install.log"),
            120);
    assertThat(ran.status()).as(ran.said()).isZero();
    return environment;
  }

  /** Runs a program of this Python's folder, such as {@code -m pytest}. */
  Ran run(List<String> words, Path folder, Path log, long seconds) {
    List<String> command = new java.util.ArrayList<>(List.of(interpreter.toString()));
    command.addAll(words);
    return Ran.of(command, folder, environment, log, seconds);
  }

  private static Path interpreterWithClients() {
    made(REPORTS);
    String named = System.getenv("INTERLEAVE_PYTHON");
    if (named != null) {
      Requires.that(hasClients(Path.of(named)), "what requirements.txt lists, in " + named);
      return Path.of(named);
    }
    for (Path folder : List.of(ROOT.resolve(".venv"), MODULE.resolve("target/venv"))) {
      Path interpreter = folder.resolve("bin/python");
      if (Files.exists(interpreter) && hasClients(interpreter)) {
        return interpreter;
      }
    }
    return madeVenv(MODULE.resolve("target/venv"));
  }

  private static Path madeVenv(Path folder) {
    Path log = REPORTS.resolve("venv.log");
    Ran made =
        Ran.of(
            List.of("python3", "-m", "venv", "--clear", folder.toString()),
            MODULE,
            Map.of(),
            log,
            120);
    Requires.that(made.status() == 0, "python3 with venv: " + made.said());
    Path interpreter = folder.resolve("bin/python");
    List<String> install =
        List.of(
            interpreter.toString(),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
            "--retries",
            "1",
            "--timeout",
            "30",
            "-r",
            SOURCES.resolve("requirements.txt").toString());
    Ran installed = Ran.of(install, MODULE, Map.of(), log, 600);
    Requires.that(installed.status() == 0, "a network or wheels for pip: " + installed.said());
    return interpreter;
  }

  private static boolean hasClients(Path interpreter) {
    Ran ran =
        Ran.of(
            List.of(interpreter.toString(), SOURCES.resolve("has_clients.py").toString()),
            SOURCES,
            Map.of("PYTHONDONTWRITEBYTECODE", "1"),
            REPORTS.resolve("has-clients.log"),
            60);
    return ran.status() == 0;
  }

  private static String made(Path folder) {
    try {
      return Files.createDirectories(folder).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot make " + folder, e);
    }
  }
}
