package io.interleave.it.clients;

import io.interleave.it.Requires;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Jupyter's own suite for kernels, in the release of Debian's {@code python3-jupyter-kernel-test},
 * which runs in the system's Python with the older jupyter_client that Debian has.
 */
class JupyterKernelTestIT {
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TestFactory
  Stream<DynamicTest> jupyterKernelTest() throws IOException {
    Map<String, String> environment = Python.installedKernel();
    Ran there =
        Ran.of(
            List.of(PYTHON.toString(), "-c", "import jupyter_kernel_test"),
            Python.MODULE,
            Map.of(),
            Python.REPORTS.resolve("kernel-test-there.log"),
            60);
    Requires.that(there.status() == 0, "Debian's package python3-jupyter-kernel-test");
    Path report = Python.REPORTS.resolve("jupyter_kernel_test.xml");
    Files.deleteIfExists(report);
    Ran ran =
        Ran.of(
            List.of(PYTHON.toString(), "debian/interleave_kernel_test.py", report.toString()),
            Python.SOURCES,
            environment,
            Python.REPORTS.resolve("jupyter_kernel_test.log"),
            180);
    return PythonReport.tests("jupyter_kernel_test", report, ran);
  }
}
