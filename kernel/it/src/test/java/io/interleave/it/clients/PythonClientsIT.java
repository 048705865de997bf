package io.interleave.it.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The pytest files of {@code src/test/python}, one container a file, one test a case. By hand:
 * {@code python -m pytest} in that folder, with the kernel installed.
 *
 * <p>They wait most of the time, so two files run side by side; limits of time in them grow with
 * the load.
 */
class PythonClientsIT {
  private static final long SECONDS_A_FILE = 400;
  private static final int SIDE_BY_SIDE = 2;

  @TestFactory
  Stream<DynamicContainer> jupyterClients() throws IOException {
    Python python = Python.prepared();
    ExecutorService lanes = Executors.newFixedThreadPool(SIDE_BY_SIDE);
    Map<String, Future<Stream<DynamicTest>>> running = new LinkedHashMap<>();
    for (String name : files()) {
      running.put(name, lanes.submit(() -> ran(python, name)));
    }
    lanes.shutdown();
    return running.entrySet().stream()
        .map(
            each ->
                DynamicContainer.dynamicContainer(
                    each.getKey(), Stream.of(each.getValue()).flatMap(PythonClientsIT::tests)))
        .onClose(lanes::shutdownNow);
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(Python.SOURCES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("test_") && name.endsWith(".py"))
          .sorted()
          .toList();
    }
  }

  private static Stream<DynamicTest> tests(Future<Stream<DynamicTest>> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CompletionException(e);
    }
  }

  private static Stream<DynamicTest> ran(Python python, String name) {
    Path report = Python.REPORTS.resolve(name + ".xml");
    Path log = Python.REPORTS.resolve(name + ".log");
    try {
      Files.deleteIfExists(report);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + report, e);
    }
    Ran ran =
        python.run(
            List.of("-m", "pytest", "--durations=10", "--junitxml=" + report, name),
            Python.SOURCES,
            log,
            SECONDS_A_FILE);
    return PythonReport.tests(name, report, ran);
  }
}
