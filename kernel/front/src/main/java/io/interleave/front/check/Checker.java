package io.interleave.front.check;

import io.interleave.front.install.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Checks notebooks, each in a kernel of its own.
 *
 * @param jdk runs kernel and cells
 * @param jar the {@code interleave.jar}
 * @param say gets a line for each failure and one for each notebook, as soon as it is done
 */
public record Checker(Jdk jdk, Path jar, Run run, Consumer<String> say) {

  /**
   * How notebooks are run.
   *
   * @param cellLimit for how long one run of a cell may take
   * @param jobs how many notebooks run side by side
   * @param write whether a notebook that did what it should is written with its outputs
   */
  public record Run(Duration cellLimit, int jobs, boolean write) {}

  /**
   * Checks all.
   *
   * @param places notebooks, and folders that stand for the notebooks in them
   * @param junit gets the results as JUnit XML, when it is not null
   * @return whether all cells did what they should
   * @throws IOException when a folder cannot be read or the XML cannot be written
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public boolean check(List<Path> places, @Nullable Path junit)
      throws IOException, InterruptedException {
    List<NotebookReport> reports = reports(notebooks(places));
    if (junit != null) {
      Path folder = junit.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.writeString(junit, JUnitXml.of(reports));
    }
    return reports.stream().allMatch(NotebookReport::passed);
  }

  private List<NotebookReport> reports(List<Path> notebooks) throws InterruptedException {
    Turns turns = new Turns();
    AtomicInteger count = new AtomicInteger();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            run.jobs(), task -> new Thread(task, "check-" + count.incrementAndGet()));
    try {
      List<Future<NotebookReport>> running = new ArrayList<>();
      for (Path notebook : notebooks) {
        running.add(threads.submit(() -> said(new NotebookCheck(this, turns, notebook).check())));
      }
      List<NotebookReport> reports = new ArrayList<>();
      for (Future<NotebookReport> each : running) {
        reports.add(each.get());
      }
      return reports;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a check ended without a report", e);
    } finally {
      threads.shutdownNow();
    }
  }

  private NotebookReport said(NotebookReport report) {
    synchronized (say) { // the lines of a notebook stay together
      report.lines().forEach(say);
    }
    return report;
  }

  private static List<Path> notebooks(List<Path> places) throws IOException {
    List<Path> all = new ArrayList<>();
    for (Path place : places) {
      if (!Files.isDirectory(place)) {
        all.add(place);
        continue;
      }
      try (Stream<Path> files = Files.list(place)) {
        all.addAll(files.filter(file -> file.toString().endsWith(".ipynb")).sorted().toList());
      }
    }
    return all;
  }
}
