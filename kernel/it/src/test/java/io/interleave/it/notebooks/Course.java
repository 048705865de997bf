package io.interleave.it.notebooks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the course has to contain: its sections by the notebook that takes them up. */
final class Course {
  /** The sections of the five tutorials, by the number of the notebook. */
  private static final Map<String, String> TUTORIALS =
      Map.of(
          "01.01", "S0.1 S0.2a S0.2b S0.2c S0.2d S0.3 S0.4 S0.5",
          "01.02",
              "S1.1 S1.2 S1.3 S1.4 S1.5 S1.6 S1.7 S1.8 S1.9 S1.10 S1.11 S1.11b S1.12 S1.13 S1.14",
          "01.03", "S2.1 S2.2a S2.2b S2.2c S2.2d S2.2e S2.2f S2.2g S2.3 S2.4 S2.5 S2.6",
          "01.04",
              "S3.1 S3.2 S3.3 S3.4 S3.5 S3.6 S3.7 S3.8a S3.8b S3.9 S3.10 S3.11 S3.12a S3.12b"
                  + " S3.12c",
          "01.05", "S4.1 S4.2 S4.3 S4.4 S4.5a S4.5b S4.5c S4.6 S4.7");

  /** What comes beyond the tutorials: A1 in 02.01 to A15 in 02.15. */
  private static final List<String> CHAPTERS =
      List.of(
          "Virtual-Threads",
          "Pinning-Then-and-Now",
          "Structured-Concurrency-and-Scoped-Values",
          "States-and-Interruption",
          "The-Memory-Model",
          "Liveness",
          "The-Cost-of-Sharing",
          "False-Sharing",
          "Laws-of-Speed-up",
          "Concurrent-Collections",
          "Pools-and-ForkJoin",
          "CompletableFuture-and-Flow",
          "Observability",
          "Testing-Concurrent-Code",
          "Immutability-and-Confinement");

  private Course() {}

  /** Every section, and how the name of its notebook begins. */
  static Map<String, String> homes() {
    Map<String, String> homes = new LinkedHashMap<>();
    TUTORIALS.forEach(
        (notebook, sections) -> {
          for (String section : sections.split(" ")) {
            homes.put(section, notebook + "-");
          }
        });
    for (int i = 0; i < CHAPTERS.size(); i++) {
      homes.put("A" + (i + 1), "02.%02d-%s.ipynb".formatted(i + 1, CHAPTERS.get(i)));
    }
    return homes;
  }
}
