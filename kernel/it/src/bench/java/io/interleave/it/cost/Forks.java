package io.interleave.it.cost;

import io.interleave.front.cellvm.CellLaunch;
import io.interleave.front.cellvm.CellOptions;
import io.interleave.it.engine.CellRuns;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs one workload in one fork of one set-up. */
final class Forks {
  private static final long ITERATION_MILLIS = 100;

  /** The same for all: a heap that does not grow meanwhile, and no warnings about JMH. */
  private static final List<String> COMMON =
      Runtime.version().feature() >= 24
          ? List.of("-Xms512m", "-Xmx512m", "--sun-misc-unsafe-memory-access=allow")
          : List.of("-Xms512m", "-Xmx512m");

  private final String classPath = System.getProperty("java.class.path");
  private final Path folder;
  private final CellLaunch launch;
  private final int iterations;

  /**
   * @param folder for jars, classes and what the recorders leave
   * @param iterations of 100 ms each, that many to warm up and as many to measure
   */
  Forks(Path folder, int iterations) throws IOException {
    this.folder = folder;
    this.launch = CellRuns.launch(folder, COMMON.toArray(new String[0]));
    this.iterations = iterations;
    WorkClasses.write(classes(SetUp.CELL), false);
    WorkClasses.write(classes(SetUp.VOLATILE_CHECKS), true);
  }

  /**
   * Starts a JVM and measures.
   *
   * @return the median of the iterations, in ns an operation
   * @throws RunnerException when the workload fails or the JVM is not set up as it shall be
   */
  double nanoseconds(Workload workload, SetUp setUp) throws RunnerException, IOException {
    String method = WorkloadBenchmark.class.getName() + "." + workload.method();
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(method) + "$")
            .forks(1)
            .warmupIterations(iterations)
            .warmupTime(TimeValue.milliseconds(ITERATION_MILLIS))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.milliseconds(ITERATION_MILLIS))
            .jvmArgs(jvmArguments(setUp))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT);
    if (setUp != SetUp.PLAIN) {
      options.addProfiler(CellSetUp.class);
    }
    // JMH takes the class path of its forks from here and offers no other place to say it.
    System.setProperty(
        "java.class.path",
        setUp == SetUp.PLAIN ? classPath : classes(setUp) + File.pathSeparator + classPath);
    try {
      RunResult result = new Runner(options.build()).runSingle();
      return result.getPrimaryResult().getStatistics().getPercentile(50);
    } finally {
      System.setProperty("java.class.path", classPath);
    }
  }

  private String[] jvmArguments(SetUp setUp) throws IOException {
    List<String> arguments = new ArrayList<>();
    if (setUp == SetUp.PLAIN) {
      arguments.addAll(COMMON);
    } else {
      Path left = Files.createDirectories(folder.resolve("left"));
      arguments.addAll(CellOptions.of(launch, left));
      arguments.add("-D" + CellSetUp.FOLDER + "=" + left);
    }
    return arguments.toArray(new String[0]);
  }

  private Path classes(SetUp setUp) {
    return folder.resolve("classes-" + setUp);
  }
}
