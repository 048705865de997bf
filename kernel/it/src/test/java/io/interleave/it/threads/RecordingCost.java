package io.interleave.it.threads;

import io.interleave.front.engine.Outcome;
import io.interleave.front.render.ThreadJson;
import io.interleave.wire.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What recording costs; not a test, run by hand on a machine that does nothing else: {@code
 * RecordingCost [ROUNDS [OPERATIONS [HANDED_OVER]]]}. Two cell JVMs, one of them without {@code
 * jdk.jfr}, run the same cell in turn; the figure is the ratio within a round. {@code
 * System.nanoTime} is one clock for all processes, as on Linux.
 */
final class RecordingCost {
  private static final long LIMIT_SECONDS = 600;
  private static final String[] WITHOUT = {
    "--limit-modules", "java.se,jdk.unsupported,jdk.management"
  };
  private static final String WALL = "System.nanoTime()";

  /** Other processes take cores from a cell, but hardly cycles: for a machine that is not idle. */
  private static final String CPU = "cpu()";

  private static final String WORK =
      """
      static void report(long since, long now) {
        System.out.println("truth main body " + (now - since));
        System.out.println("truth main end " + System.nanoTime());
      }
      static long cpu() {
        return java.lang.management.ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      }
      static long spin(long steps) {
        long x = 88172645463325252L;
        for (long i = 0; i < steps; i++) { x ^= x << 13; x ^= x >>> 7; x ^= x << 17; }
        return x;
      }
      static void both(Runnable work) throws InterruptedException {
        Thread one = new Thread(work, "one");
        Thread two = new Thread(work, "two");
        one.start(); two.start();
        one.join(); two.join();
      }
      static void locked(int operations) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock();
        int[] left = {operations};
        both(() -> {
          while (true) {
            lock.lock();
            try {
              if (left[0] == 0) return;
              left[0]--;
            } finally {
              lock.unlock();
            }
          }
        });
      }
      static void synchronised(int operations) throws InterruptedException {
        int[] left = {operations};
        both(() -> {
          while (true) {
            synchronized (left) {
              if (left[0] == 0) return;
              left[0]--;
            }
          }
        });
      }
      static void contend(int operations) throws InterruptedException {
        ReentrantLock lock = new ReentrantLock(true); // goes to who waits
        int[] left = {operations};
        both(() -> {
          while (true) {
            lock.lock();
            try {
              if (left[0] == 0) return;
              left[0]--;
              // The lock is given up when somebody waits for it, or nobody is left to.
              while (left[0] > 0 && !lock.hasQueuedThreads()) Thread.onSpinWait();
            } finally {
              lock.unlock();
            }
          }
        });
      }
      static long residentAtMost() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .sum();
      }
      static void latched(int count) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          Runnable wait = () -> {
            try { gate.await(); } catch (InterruptedException e) { }
          };
          all.add((Thread)
              Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, wait));
        }
        gate.countDown();
        for (Thread t : all) t.join();
      }
      static void sleepers(int count, boolean virtual) throws Exception {
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          Runnable nap = () -> {
            try { Thread.sleep(20); } catch (InterruptedException e) { }
          };
          Thread t = virtual
              ? (Thread) Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, nap)
              : new Thread(nap);
          if (!virtual) t.start();
          all.add(t);
        }
        for (Thread t : all) t.join();
      }\
      """;

  private final ReportedEngine with;
  private final ReportedEngine without;
  private final int rounds;

  private RecordingCost(ReportedEngine with, ReportedEngine without, int rounds) {
    this.with = with;
    this.without = without;
    this.rounds = rounds;
  }

  /** Prints one line for each kind of cell. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
    int operations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1_000_000;
    int handedOver = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100_000;
    Path folder = Files.createTempDirectory("interleave-cost-");
    try (ReportedEngine with = new ReportedEngine(LIMIT_SECONDS, folder.resolve("with"));
        ReportedEngine without =
            new ReportedEngine(LIMIT_SECONDS, folder.resolve("without"), WITHOUT)) {
      RecordingCost cost = new RecordingCost(with, without, rounds);
      cost.prepare();
      say("Java %s, %d rounds, load %s", System.getProperty("java.version"), rounds, load());
      cost.compare("CPU-bound cell", WALL, "spin(100_000_000L);", rounds);
      cost.compare("CPU time of the same", CPU, "spin(100_000_000L);", rounds);
      cost.compareWhole("cell without threads", "int x = 1;");
      cost.untilShown("8 threads", "sleepers(8, false);", rounds);
      if (Runtime.version().feature() >= 21) {
        cost.untilShown("100,000 virtual threads", "sleepers(100_000, true);", 3);
        cost.untilShown("100,000 of them at a latch", "latched(100_000);", 3);
        say("  the cell's JVM had at most %.0f MB resident", cost.residentMegabytes());
      }
      int more = 4 * rounds; // short, and different each time
      cost.contended(operations + " on a lock that both want", "locked", operations, more);
      cost.contended(operations + " on a monitor that both want", "synchronised", operations, more);
      cost.contended(handedOver + " on a lock handed over", "contend", handedOver, rounds);
      say("load at the end %s", load());
    }
  }

  private void prepare() throws Exception {
    for (ReportedEngine engine : List.of(with, without)) {
      Outcome declared = engine.run(WORK);
      if (!(declared instanceof Outcome.Succeeded)) {
        throw new IllegalStateException(declared.toString());
      }
      for (int i = 0; i < 3; i++) {
        engine.run(
            "spin(100_000_000L); contend(2_000); locked(100_000); synchronised(100_000);"
                + " sleepers(8, false);");
      }
    }
  }

  private static double body(ReportedEngine engine, String clock, String code) throws Exception {
    engine.run("{ long t = " + clock + "; " + code + " report(t, " + clock + "); }");
    return engine.truth("main", "body");
  }

  private void compare(String what, String clock, String code, int times) throws Exception {
    double[] ratios = new double[times];
    double[] base = new double[times];
    for (int i = 0; i < times; i++) {
      boolean first = i % 2 == 0;
      double recorded = first ? body(with, clock, code) : 0;
      base[i] = body(without, clock, code);
      recorded = first ? recorded : body(with, clock, code);
      ratios[i] = recorded / base[i];
    }
    double[] interval = interval(ratios);
    say(
        "%s: without %.1f ms; with recording x %.3f (%.3f to %.3f)",
        what, median(base), median(ratios), interval[0], interval[1]);
  }

  private static double whole(ReportedEngine engine, String code) throws Exception {
    long since = System.nanoTime();
    engine.run(code);
    return (System.nanoTime() - since) / 1e6;
  }

  private void compareWhole(String what, String code) throws Exception {
    int times = rounds * 4;
    double[] added = new double[times];
    for (int i = 0; i < times; i++) {
      added[i] = whole(with, code) - whole(without, code);
    }
    double[] interval = interval(added);
    say("%s: %.2f ms more (%.2f to %.2f)", what, median(added), interval[0], interval[1]);
  }

  private void untilShown(String what, String code, int times) throws Exception {
    double[] late = new double[times];
    for (int i = 0; i < times; i++) {
      body(with, WALL, code);
      double shown = with.shownMillis(ThreadJson.MIME_TYPE);
      late[i] = shown - with.truth("main", "end");
    }
    say("%s: end of body to table %.0f ms, at most %.0f", what, median(late), max(late));
  }

  private void contended(String what, String method, int operations, int times) throws Exception {
    compare(what, WALL, method + "(" + operations + ");", times);
    body(with, WALL, method + "(" + operations + ");");
    say("  blocked waits recorded in one more run: %d", waits());
  }

  private double residentMegabytes() throws Exception {
    with.run("System.out.println(\"truth main resident \" + 1_000_000L * residentAtMost());");
    return with.truth("main", "resident") / 1024;
  }

  private long waits() {
    List<Event.Display> displays = with.displays(with.cell());
    return new Report(null, displays)
        .entries("locks").stream().mapToLong(l -> l.get("waits").getAsLong()).sum();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  private static double max(double[] values) {
    return Arrays.stream(values).max().orElseThrow();
  }

  /** The middle 95 % of the medians of 2,000 samples with replacement. */
  private static double[] interval(double[] values) {
    Random random = new Random(1);
    double[] medians = new double[2_000];
    double[] sample = new double[values.length];
    for (int i = 0; i < medians.length; i++) {
      for (int k = 0; k < sample.length; k++) {
        sample[k] = values[random.nextInt(values.length)];
      }
      medians[i] = median(sample);
    }
    Arrays.sort(medians);
    return new double[] {medians[50], medians[1_949]};
  }

  private static String load() throws Exception {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).trim() : "unknown";
  }

  private static void say(String format, Object... values) {
    List<Object> all = new ArrayList<>(Arrays.asList(values));
    System.out.println(String.format(Locale.ROOT, format, all.toArray()));
  }
}
