package io.interleave.it.clients;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The pytest files of {@code src/test/python}, one container a file, one test a case. By hand:
 * {@code python -m pytest} in that folder, with the kernel installed.
 */
class PythonClientsIT {
  private static final long SECONDS_A_FILE = 240;

  @TestFactory
  Stream<DynamicContainer> jupyterClients() throws IOException {
    try (Stream<Path> files = Files.list(Python.SOURCES)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("test_") && name.endsWith(".py"))
              .sorted()
              .toList();
      return names.stream()
          .map(
              name ->
                  DynamicContainer.dynamicContainer(
                      name, Stream.of(name).flatMap(PythonClientsIT::ran)));
    }
  }

  private static Stream<DynamicTest> ran(String name) {
    Path report = Python.REPORTS.resolve(name + ".xml");
    Path log = Python.REPORTS.resolve(name + ".log");
    try {
      Files.deleteIfExists(report);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot delete " + report, e);
    }
    Ran ran =
        Python.prepared()
            .run(
                List.of("-m", "pytest", "--durations=10", "--junitxml=" + report, name),
                Python.SOURCES,
                log,
                SECONDS_A_FILE);
    return PythonReport.tests(name, report, ran);
  }
}
