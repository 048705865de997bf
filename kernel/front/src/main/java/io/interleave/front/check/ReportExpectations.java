package io.interleave.front.check;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expectations of the reports that the kernel adds to a cell. */
final class ReportExpectations {
  static final String THREADS = "application/vnd.interleave.threads.v1+json";
  static final String COMPARISON = "application/vnd.interleave.comparison.v1+json";

  private static final double BUSY = 0.25;

  private ReportExpectations() {}

  /** How many threads the cell started. */
  record Threads(Range count) implements Expectation {
    @Override
    public String name() {
      return "threads";
    }

    @Override
    public Verdict judge(Ran ran) {
      Optional<JsonObject> report = ran.json(THREADS);
      if (report.isEmpty()) {
        return new Verdict.Failed("the cell shows no table of threads");
      }
      int others = report.get().get("threadCount").getAsInt();
      for (JsonElement each : report.get().getAsJsonArray("threads")) {
        others -= each.getAsJsonObject().get("kind").getAsString().equals("cell") ? 1 : 0;
      }
      return Verdict.of(count.holds(others), "are " + others + ", should be " + count);
    }
  }

  /**
   * A speed-up in a comparison.
   *
   * @param row the label; empty for the last row
   * @param cores how many processors it takes
   */
  record SpeedUp(String row, Range factor, int cores) implements Expectation {
    @Override
    public String name() {
      return "speedUp";
    }

    @Override
    public Verdict judge(Ran ran) {
      Optional<JsonObject> comparison = ran.json(COMPARISON);
      if (comparison.isEmpty()) {
        return new Verdict.Failed("the cell shows no comparison");
      }
      JsonObject conditions = comparison.get().getAsJsonObject("conditions");
      int processors = conditions.get("processors").getAsInt();
      if (processors < cores) {
        return new Verdict.NotJudged("it takes " + cores + " processors, there are " + processors);
      }
      List<String> labels = new ArrayList<>();
      JsonObject chosen = null;
      for (JsonElement each : comparison.get().getAsJsonArray("rows")) {
        String label = each.getAsJsonObject().get("label").getAsString();
        labels.add(label);
        if (row.isEmpty() || row.equals(label)) {
          chosen = each.getAsJsonObject();
        }
      }
      if (chosen == null || chosen.get("speedUp").isJsonNull()) {
        return new Verdict.Failed("no row is called \"" + row + "\" among " + labels);
      }
      double seen = chosen.get("speedUp").getAsDouble();
      JsonElement others = conditions.get("othersShare");
      if (!factor.holds(seen) && !others.isJsonNull() && others.getAsDouble() > BUSY) {
        return new Verdict.NotJudged(
            "other programs took "
                + Math.round(others.getAsDouble() * 100)
                + " % of the machine, the speed-up was "
                + Range.number(seen));
      }
      return Verdict.of(factor.holds(seen), "is " + Range.number(seen) + ", should be " + factor);
    }
  }
}
