package io.interleave.front.check;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.interleave.front.check.LineExpectations.Times;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads the metadata {@code interleave.expect} of a cell. */
final class ExpectationReader {
  private static final int MOST_RUNS = 1000;
  private static final int MOST_CORES = 100_000;
  private static final Pattern ANY = Pattern.compile(".*", Pattern.DOTALL);

  private ExpectationReader() {}

  /**
   * Reads all expectations of a cell.
   *
   * @throws BadNotebookException when one has an unknown name or a value of another kind
   */
  static Expectations read(JsonElement expect) throws BadNotebookException {
    if (!(expect instanceof JsonObject object)) {
      throw bad("expect", "an object", expect);
    }
    List<Expectation> all = new ArrayList<>();
    int cores = 1;
    int repeat = 1;
    for (Map.Entry<String, JsonElement> entry : object.entrySet()) {
      if (entry.getKey().equals("repeat")) {
        repeat = whole("repeat", entry.getValue(), 1, MOST_RUNS);
      } else if (entry.getKey().equals("cores")) {
        cores = whole("cores", entry.getValue(), 1, MOST_CORES);
      } else {
        read(entry.getKey(), entry.getValue(), all);
      }
    }
    return new Expectations(List.copyOf(all), cores, repeat);
  }

  private static void read(String name, JsonElement value, List<Expectation> all)
      throws BadNotebookException {
    switch (name) {
      case "lines" -> all.add(new LineExpectations.Lines(times(name, value)));
      case "distinct" -> all.add(new LineExpectations.Distinct(texts(name, value)));
      case "order" -> all.add(order(value));
      case "count" -> counts(value, all);
      case "contains" -> all.add(new TextExpectation(texts(name, value), true));
      case "without" -> all.add(new TextExpectation(texts(name, value), false));
      case "total" -> all.add(total(value));
      case "result" ->
          all.add(
              new EndExpectations.Result(
                  value.isJsonNull() ? Optional.empty() : Optional.of(wanted(name, value))));
      case "error" -> all.add(failure(value));
      case "exitCode" ->
          all.add(
              new EndExpectations.ExitCode(
                  whole(name, value, Integer.MIN_VALUE, Integer.MAX_VALUE)));
      case "wall" -> all.add(new EndExpectations.Wall(range(name, value, Set.of())));
      case "threads" -> all.add(new ReportExpectations.Threads(numberOrRange(name, value)));
      case "speedUp" -> all.add(speedUp(value));
      case "quiet" -> {
        if (!value.isJsonPrimitive() || !value.getAsString().equals("true")) {
          throw bad(name, "true", value);
        }
        all.add(new EndExpectations.Quiet());
      }
      default -> throw new BadNotebookException("expect has an unknown name \"" + name + '"');
    }
  }

  private static List<Times> times(String name, JsonElement value) throws BadNotebookException {
    List<Times> times = new ArrayList<>();
    for (JsonElement each : list(name, value)) {
      int count = 1;
      if (each instanceof JsonObject object && object.has("times")) {
        count = whole(name + ".times", object.get("times"), 0, Integer.MAX_VALUE);
      }
      times.add(new Times(wanted(name, each), count));
    }
    return times;
  }

  private static Expectation order(JsonElement value) throws BadNotebookException {
    if (value instanceof JsonObject object) {
      only("order", object, Set.of("thread", "lines", "names"));
      Set<String> names = new LinkedHashSet<>();
      if (object.has("names")) {
        for (JsonElement each : list("order.names", object.get("names"))) {
          names.add(string("order.names", each));
        }
      }
      return new LineExpectations.OrderInThreads(
          grouped("order.thread", object.get("thread")),
          texts("order.lines", member("order", object, "lines")),
          names);
    }
    List<List<Wanted>> lists = new ArrayList<>();
    for (JsonElement each : list("order", value)) {
      lists.add(texts("order", each));
    }
    return new LineExpectations.Order(lists);
  }

  private static void counts(JsonElement value, List<Expectation> all) throws BadNotebookException {
    if (value instanceof JsonArray several) {
      for (JsonElement each : several) {
        counts(each, all);
      }
    } else if (value instanceof JsonObject object) {
      Range range =
          object.has("times")
              ? exactly(whole("count.times", object.get("times"), 0, Integer.MAX_VALUE))
              : range("count", object, Set.of("match"));
      only("count", object, Set.of("match", "times", "min", "max"));
      Wanted wanted = new Wanted.Matching(pattern("count.match", object.get("match")));
      all.add(new LineExpectations.Count(wanted, range));
    } else {
      Range range = exactly(whole("count", value, 0, Integer.MAX_VALUE));
      all.add(new LineExpectations.Count(new Wanted.Matching(ANY), range));
    }
  }

  private static Expectation total(JsonElement value) throws BadNotebookException {
    JsonObject object = object("total", value);
    only("total", object, Set.of("match", "value", "min", "max"));
    Range range =
        object.has("value")
            ? exactly(number("total.value", object.get("value")))
            : range("total", object, Set.of("match"));
    return new LineExpectations.Total(grouped("total.match", object.get("match")), range);
  }

  private static Expectation failure(JsonElement value) throws BadNotebookException {
    if (!(value instanceof JsonObject object)) {
      return new FailureExpectation(string("error", value), Optional.empty());
    }
    only("error", object, Set.of("name", "match"));
    return new FailureExpectation(
        string("error.name", member("error", object, "name")),
        object.has("match")
            ? Optional.of(new Wanted.Matching(pattern("error.match", object.get("match"))))
            : Optional.empty());
  }

  private static Expectation speedUp(JsonElement value) throws BadNotebookException {
    JsonObject object = object("speedUp", value);
    return new ReportExpectations.SpeedUp(
        object.has("row") ? string("speedUp.row", object.get("row")) : "",
        range("speedUp", object, Set.of("row", "cores")),
        object.has("cores") ? whole("speedUp.cores", object.get("cores"), 1, MOST_CORES) : 1);
  }

  private static List<Wanted> texts(String name, JsonElement value) throws BadNotebookException {
    List<Wanted> texts = new ArrayList<>();
    for (JsonElement each : list(name, value)) {
      texts.add(wanted(name, each));
    }
    return texts;
  }

  private static Wanted wanted(String name, JsonElement value) throws BadNotebookException {
    if (value instanceof JsonObject object) {
      only(name, object, Set.of("match", "times"));
      return new Wanted.Matching(pattern(name + ".match", object.get("match")));
    }
    return new Wanted.Plain(string(name, value));
  }

  private static Range numberOrRange(String name, JsonElement value) throws BadNotebookException {
    return value.isJsonPrimitive() ? exactly(number(name, value)) : range(name, value, Set.of());
  }

  private static Range exactly(double value) {
    return new Range(value, value);
  }

  private static Range range(String name, JsonElement value, Set<String> others)
      throws BadNotebookException {
    JsonObject object = object(name, value);
    Set<String> allowed = new LinkedHashSet<>(others);
    allowed.addAll(List.of("min", "max"));
    only(name, object, allowed);
    if (!object.has("min") && !object.has("max")) {
      throw new BadNotebookException("expect." + name + " has neither min nor max");
    }
    return new Range(
        object.has("min") ? number(name + ".min", object.get("min")) : Double.NEGATIVE_INFINITY,
        object.has("max") ? number(name + ".max", object.get("max")) : Double.POSITIVE_INFINITY);
  }

  private static void only(String name, JsonObject object, Set<String> allowed)
      throws BadNotebookException {
    for (String key : object.keySet()) {
      if (!allowed.contains(key)) {
        throw new BadNotebookException("expect." + name + " has an unknown name \"" + key + '"');
      }
    }
  }

  private static JsonElement member(String name, JsonObject object, String key)
      throws BadNotebookException {
    JsonElement value = object.get(key);
    if (value == null) {
      throw new BadNotebookException("expect." + name + " lacks " + key);
    }
    return value;
  }

  private static JsonObject object(String name, JsonElement value) throws BadNotebookException {
    if (value instanceof JsonObject object) {
      return object;
    }
    throw bad(name, "an object", value);
  }

  private static JsonArray list(String name, JsonElement value) throws BadNotebookException {
    if (value instanceof JsonArray list) {
      return list;
    }
    throw bad(name, "a list", value);
  }

  private static String string(String name, JsonElement value) throws BadNotebookException {
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isString()) {
      return value.getAsString();
    }
    throw bad(name, "a text in quotes", value);
  }

  private static double number(String name, JsonElement value) throws BadNotebookException {
    if (value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber()) {
      return value.getAsDouble();
    }
    throw bad(name, "a number", value);
  }

  private static int whole(String name, JsonElement value, int least, int most)
      throws BadNotebookException {
    double number = number(name, value);
    if (number != Math.rint(number) || number < least || number > most) {
      throw bad(name, "a whole number from " + least + " to " + most, value);
    }
    return (int) number;
  }

  private static Pattern pattern(String name, @Nullable JsonElement value)
      throws BadNotebookException {
    if (value == null) {
      throw new BadNotebookException("expect." + name + " is missing");
    }
    try {
      return Pattern.compile(string(name, value));
    } catch (PatternSyntaxException e) {
      throw bad(name, "a regular expression", value);
    }
  }

  private static Pattern grouped(String name, @Nullable JsonElement value)
      throws BadNotebookException {
    Pattern pattern = pattern(name, value);
    if (pattern.matcher("").groupCount() < 1) {
      throw new BadNotebookException("expect." + name + " /" + pattern + "/ has no (group)");
    }
    return pattern;
  }

  private static BadNotebookException bad(String name, String kind, JsonElement value) {
    String shown = value.toString();
    return new BadNotebookException(
        (name.equals("expect") ? name : "expect." + name)
            + " should be "
            + kind
            + ", not "
            + (shown.length() <= 60 ? shown : shown.substring(0, 59) + "…"));
  }
}
