package io.interleave.cell.measure;

import io.interleave.api.Programs;
import io.interleave.hooks.Ownership;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another program, run to its end. What it prints is passed on as it comes, by threads that belong
 * to the cell; its CPU time is what the operating system adds to that of our ended children.
 */
final class ChildProgram {
  private static final long NANOS_PER_TICK = 10_000_000; // USER_HZ is 100 on Linux, see proc(5)
  private static final long DRAIN_MILLIS = 2_000;

  private final int cell;
  private final Programs.Plan plan;
  private long wallNanos;
  private long cpuTicks;
  private boolean started;
  private String ending = "";

  /**
   * @param cell that shows what the program prints
   */
  ChildProgram(int cell, Programs.Plan plan) {
    this.cell = cell;
    this.plan = plan;
  }

  int run() throws IOException, InterruptedException {
    long ticksBefore = childTicks();
    long begin = System.nanoTime();
    Process process = start();
    started = true;
    List<Thread> pumps =
        List.of(
            pump(process.getInputStream(), System.out, "interleave-program-stdout"),
            pump(process.getErrorStream(), System.err, "interleave-program-stderr"));
    boolean inTime = true;
    try {
      if (plan.timeoutMillis() > 0) {
        inTime = process.waitFor(plan.timeoutMillis(), TimeUnit.MILLISECONDS);
      } else {
        process.waitFor();
      }
    } finally {
      endAll(process);
      wallNanos = System.nanoTime() - begin;
    }
    int exit = process.waitFor();
    for (Thread pump : pumps) {
      pump.join(DRAIN_MILLIS);
    }
    cpuTicks = Math.max(0, childTicks() - ticksBefore);
    ending =
        inTime
            ? "exit code " + exit
            : "ended because it ran longer than " + plan.timeoutMillis() / 1000.0 + " s";
    return exit;
  }

  private Process start() throws IOException {
    File input =
        plan.input().isEmpty()
            ? new File(File.separatorChar == '/' ? "/dev/null" : "NUL")
            : new File(plan.input());
    try {
      return new ProcessBuilder(plan.command()).redirectInput(input).start();
    } catch (IOException e) {
      throw new IOException(
          "the program \""
              + plan.command().get(0)
              + "\" cannot be started: "
              + e.getMessage()
              + ". Is it installed and on the path?",
          e);
    }
  }

  private static void endAll(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.forEach(ProcessHandle::destroyForcibly);
    if (process.isAlive()) {
      // Destroying one that has ended closes its pipes, with what is still to be read in them.
      process.destroyForcibly();
    }
  }

  private Thread pump(InputStream from, PrintStream to, String name) {
    Thread thread =
        new Thread(
            () -> {
              // The kernel's own threads belong to no cell and are in no table.
              Ownership.here().enter(cell);
              char[] buffer = new char[8192];
              try (Reader reader = new InputStreamReader(from, StandardCharsets.UTF_8)) {
                int count = reader.read(buffer);
                while (count >= 0) {
                  // What ends no line waits a little for the rest of it, as all output does.
                  to.print(new String(buffer, 0, count));
                  count = reader.read(buffer);
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } finally {
                to.flush();
              }
            },
            name);
    thread.setDaemon(true);
    // A pipe that breaks when the program is ended is no news.
    thread.setUncaughtExceptionHandler((t, e) -> {});
    thread.start();
    return thread;
  }

  /** CPU time of ended and awaited children, in ticks; 0 where it is not known. */
  private static long childTicks() {
    try {
      String self = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = self.substring(self.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    } catch (IOException | RuntimeException e) {
      return 0;
    }
  }

  boolean started() {
    return started;
  }

  long wallNanos() {
    return wallNanos;
  }

  long cpuTicks() {
    return cpuTicks;
  }

  /** Negative where it could not be measured. */
  long cpuNanos() {
    return cpuTicks == 0 ? -1 : cpuTicks * NANOS_PER_TICK;
  }

  /** How it ended, such as {@code exit code 0}. */
  String ending() {
    return ending;
  }
}
