package io.interleave.it.cost;

import io.interleave.front.compare.Statistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What stop checks, patches and recording cost a cell that computes; not a test, run by hand on a
 * machine that does nothing else: {@code ComputingCost [ROUNDS [ITERATIONS [control]
 * [METHOD...]]]}. JMH runs each workload in a plain JVM and in one set up as the cell JVM, a fork
 * each in a round and in turn; {@code control} adds the set-up of which the cost has to be seen.
 * Prints a Markdown table of medians over the rounds, their ratio with its 95 % bootstrap interval,
 * and the least and greatest ratio within a round. A set-up that is not what it shall be ends the
 * run with an error.
 */
public final class ComputingCost {
  private static final int ROUNDS = 10;
  private static final int ITERATIONS = 30;

  private final Map<Workload, Map<SetUp, double[]>> times = new EnumMap<>(Workload.class);
  private final List<SetUp> setUps;
  private final int rounds;

  private ComputingCost(List<SetUp> setUps, int rounds) {
    this.setUps = setUps;
    this.rounds = rounds;
  }

  /** Runs the comparison: with the defaults some 7 s a workload, set-up and round. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : ROUNDS;
    int iterations = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ITERATIONS;
    List<String> rest =
        Arrays.asList(arguments).subList(Math.min(2, arguments.length), arguments.length);
    boolean control = rest.contains("control");
    List<SetUp> setUps = control ? List.of(SetUp.values()) : List.of(SetUp.PLAIN, SetUp.CELL);
    List<String> methods = rest.stream().filter(word -> !word.equals("control")).toList();
    List<Workload> workloads = new ArrayList<>(List.of(Workload.values()));
    if (!methods.isEmpty()) {
      workloads.removeIf(workload -> !methods.contains(workload.method()));
      if (workloads.size() != methods.size()) {
        throw new IllegalArgumentException(methods + ": of these only " + workloads);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "Java %s, %d processors, %d rounds of one fork each, %d iterations of 100 ms; load average"
            + " %s%n%n",
        System.getProperty("java.vm.version"),
        Runtime.getRuntime().availableProcessors(),
        rounds,
        iterations,
        load());
    Path folder = Files.createTempDirectory("computing-cost");
    try {
      ComputingCost cost = new ComputingCost(setUps, rounds);
      cost.measure(new Forks(folder, iterations), workloads);
      cost.print();
    } finally {
      delete(folder);
    }
    System.out.printf("%nload average at the end %s%n", load());
  }

  private void measure(Forks forks, List<Workload> workloads) throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (Workload workload : workloads) {
        if (!workload.lack().isEmpty()) {
          if (round == 0) {
            System.out.println("Skipped: " + workload.title() + ": " + workload.lack() + ".");
          }
          continue;
        }
        measure(forks, workload, round);
      }
    }
  }

  /** Who comes first changes from round to round. */
  private void measure(Forks forks, Workload workload, int round) throws Exception {
    Map<SetUp, double[]> ofWorkload =
        times.computeIfAbsent(workload, any -> new EnumMap<>(SetUp.class));
    for (int i = 0; i < setUps.size(); i++) {
      SetUp setUp = setUps.get((i + round) % setUps.size());
      double nanos = forks.nanoseconds(workload, setUp);
      ofWorkload.computeIfAbsent(setUp, any -> new double[rounds])[round] = nanos;
      System.err.printf(
          Locale.ROOT, "round %d, %s, %s: %.1f ns%n", round + 1, workload.method(), setUp, nanos);
    }
  }

  private void print() {
    for (SetUp setUp : setUps) {
      if (setUp != SetUp.PLAIN) {
        print(setUp);
      }
    }
  }

  private void print(SetUp setUp) {
    System.out.printf(
        "%n| workload | plain, ns | %s, ns | ratio | 95 %% interval | within a round |%n"
            + "|---|---:|---:|---:|---|---|%n",
        setUp.title());
    times.forEach(
        (workload, of) -> {
          double[] plain = of.getOrDefault(SetUp.PLAIN, new double[0]);
          double[] other = of.getOrDefault(setUp, new double[0]);
          Statistics.Interval interval = Statistics.ratioOfMedians(other, plain);
          double[] ratios = new double[rounds];
          Arrays.setAll(ratios, i -> other[i] / plain[i]);
          Arrays.sort(ratios);
          System.out.printf(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.3f | %.3f to %.3f | %.3f to %.3f |%n",
              workload.title(),
              Statistics.median(plain),
              Statistics.median(other),
              Statistics.median(other) / Statistics.median(plain),
              interval.low(),
              interval.high(),
              ratios[0],
              ratios[rounds - 1]);
        });
  }

  private static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    return Files.exists(file) ? Files.readString(file).trim() : "unknown";
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(files::add);
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
