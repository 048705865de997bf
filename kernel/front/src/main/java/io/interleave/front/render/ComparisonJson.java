package io.interleave.front.render;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.interleave.front.compare.Comparison;
import io.interleave.front.compare.Comparison.Row;
import io.interleave.front.compare.Conditions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A comparison as {@code application/vnd.interleave.comparison.v1+json}. Times are seconds; a field
 * that could not be measured, or may not be concluded, is {@code null}.
 *
 * <ul>
 *   <li>{@code rows}, the base first: {@code label}, {@code threads}, {@code runs}, {@code median},
 *       {@code min}, {@code max}, {@code speedUp}, {@code speedUpLow}, {@code speedUpHigh}, {@code
 *       cpu}, {@code efficiency}, {@code serialPart}, {@code verdict} (base, faster, slower,
 *       no_clear_difference, indicative)
 *   <li>{@code cpuBound}, {@code warmups}, {@code warnings}
 *   <li>{@code conditions}: {@code what}, {@code processors}, {@code othersShare}, {@code
 *       loadAverage}, {@code gcShare}, {@code jitShare}
 * </ul>
 */
public final class ComparisonJson {
  /** The name of the format. */
  public static final String MIME_TYPE = "application/vnd.interleave.comparison.v1+json";

  private final Comparison comparison;
  private final Conditions conditions;
  private final int warmups;

  ComparisonJson(Comparison comparison, Conditions conditions, int warmups) {
    this.comparison = comparison;
    this.conditions = conditions;
    this.warmups = warmups;
  }

  String text() {
    JsonObject json = new JsonObject();
    JsonArray rows = new JsonArray();
    comparison.rows().forEach(row -> rows.add(row(row)));
    json.add("rows", rows);
    json.addProperty("cpuBound", comparison.cpuBound());
    json.addProperty("warmups", warmups);
    JsonArray warnings = new JsonArray();
    comparison.warnings().forEach(warnings::add);
    json.add("warnings", warnings);
    JsonObject about = new JsonObject();
    about.addProperty("what", conditions.what());
    about.addProperty("processors", conditions.processors());
    about.addProperty("othersShare", known(conditions.othersShare()));
    about.addProperty(
        "loadAverage", conditions.loadAverage() < 0 ? null : conditions.loadAverage());
    about.addProperty("gcShare", known(conditions.gcShare()));
    about.addProperty("jitShare", known(conditions.jitShare()));
    json.add("conditions", about);
    return json.toString();
  }

  private static JsonObject row(Row row) {
    JsonObject json = new JsonObject();
    json.addProperty("label", row.label());
    json.addProperty("threads", row.threads());
    json.addProperty("runs", row.runs());
    json.addProperty("median", row.medianSeconds());
    json.addProperty("min", row.minSeconds());
    json.addProperty("max", row.maxSeconds());
    json.addProperty("speedUp", row.speedUp());
    json.addProperty("speedUpLow", row.interval().map(i -> i.low()).orElse(null));
    json.addProperty("speedUpHigh", row.interval().map(i -> i.high()).orElse(null));
    json.addProperty("cpu", known(row.cpuSeconds()));
    json.addProperty("efficiency", row.efficiency().orElse(null));
    json.addProperty("serialPart", row.serialPart().orElse(null));
    json.addProperty("verdict", row.verdict().name().toLowerCase(Locale.ROOT));
    return json;
  }

  private static @Nullable Double known(double value) {
    return Double.isNaN(value) ? null : value;
  }
}
