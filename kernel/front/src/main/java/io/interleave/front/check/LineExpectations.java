package io.interleave.front.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Expectations of the lines that a cell prints on stdout. */
final class LineExpectations {
  private static final int MOST_SHOWN = 5;

  private LineExpectations() {}

  /** A text that comes so often. */
  record Times(Wanted wanted, int times) {}

  /** Exactly these lines, in any order. */
  record Lines(List<Times> wanted) implements Expectation {
    @Override
    public String name() {
      return "lines";
    }

    @Override
    public Verdict judge(Ran ran) {
      List<String> left = new ArrayList<>(ran.lines());
      List<String> missing = new ArrayList<>();
      // Plain texts first: an expression must not use up the line that one of them stands for.
      for (boolean plain : new boolean[] {true, false}) {
        for (Times each : wanted) {
          if (each.wanted() instanceof Wanted.Plain == plain) {
            take(each, left, missing);
          }
        }
      }
      List<String> problems = new ArrayList<>();
      if (!missing.isEmpty()) {
        problems.add("missing " + some(missing));
      }
      if (!left.isEmpty()) {
        problems.add("not expected " + some(left.stream().map(l -> '"' + l + '"').toList()));
      }
      return Verdict.of(problems.isEmpty(), String.join("; ", problems));
    }

    private static void take(Times each, List<String> left, List<String> missing) {
      for (int n = 0; n < each.times(); n++) {
        int at = indexOf(each.wanted(), left, 0);
        if (at < 0) {
          missing.add(each.wanted().toString());
        } else {
          left.remove(at);
        }
      }
    }
  }

  /** No other lines than these, and each at least once. */
  record Distinct(List<Wanted> wanted) implements Expectation {
    @Override
    public String name() {
      return "distinct";
    }

    @Override
    public Verdict judge(Ran ran) {
      List<String> lines = ran.lines();
      for (Wanted each : wanted) {
        if (indexOf(each, lines, 0) < 0) {
          return new Verdict.Failed("missing " + each);
        }
      }
      for (String line : lines) {
        if (wanted.stream().noneMatch(each -> each.is(line))) {
          return new Verdict.Failed("not expected \"" + line + '"');
        }
      }
      return new Verdict.Held();
    }
  }

  /** The lines of each list in this order, with others in between. */
  record Order(List<List<Wanted>> lists) implements Expectation {
    @Override
    public String name() {
      return "order";
    }

    @Override
    public Verdict judge(Ran ran) {
      List<String> lines = ran.lines();
      for (List<Wanted> list : lists) {
        int from = 0;
        for (Wanted each : list) {
          int at = indexOf(each, lines, from);
          if (at < 0) {
            return new Verdict.Failed(
                from > 0 && indexOf(each, lines, 0) >= 0
                    ? each + " came too early"
                    : "missing " + each);
          }
          from = at + 1;
        }
      }
      return new Verdict.Held();
    }
  }

  /**
   * The same lines in the same order for every thread that names itself.
   *
   * @param thread finds the name, its first group; what is left of the line is compared
   * @param names empty for whatever names come
   */
  record OrderInThreads(Pattern thread, List<Wanted> wanted, Set<String> names)
      implements Expectation {
    @Override
    public String name() {
      return "order";
    }

    @Override
    public Verdict judge(Ran ran) {
      Map<String, List<String>> byThread = new LinkedHashMap<>();
      for (String line : ran.lines()) {
        Matcher found = thread.matcher(line);
        if (found.find()) {
          String rest = line.substring(0, found.start()) + line.substring(found.end());
          byThread.computeIfAbsent(found.group(1), n -> new ArrayList<>()).add(rest);
        }
      }
      if (byThread.isEmpty()) {
        return new Verdict.Failed("no line names a thread as /" + thread + "/ does");
      }
      if (!names.isEmpty() && !byThread.keySet().equals(names)) {
        return new Verdict.Failed("lines of " + byThread.keySet() + ", should be of " + names);
      }
      for (Map.Entry<String, List<String>> each : byThread.entrySet()) {
        List<String> said = each.getValue();
        for (int i = 0; i < Math.max(said.size(), wanted.size()); i++) {
          if (i >= said.size() || i >= wanted.size() || !wanted.get(i).is(said.get(i))) {
            return new Verdict.Failed(each.getKey() + " printed " + said + ", not " + wanted);
          }
        }
      }
      return new Verdict.Held();
    }
  }

  /** So many lines that match. */
  record Count(Wanted wanted, Range times) implements Expectation {
    @Override
    public String name() {
      return "count";
    }

    @Override
    public Verdict judge(Ran ran) {
      int count = (int) ran.lines().stream().filter(wanted::is).count();
      return Verdict.of(
          times.holds(count), count + " lines are " + wanted + ", should be " + times);
    }
  }

  /** The numbers in the lines that match add up. */
  record Total(Pattern pattern, Range value) implements Expectation {
    @Override
    public String name() {
      return "total";
    }

    @Override
    public Verdict judge(Ran ran) {
      double sum = 0;
      int found = 0;
      for (String line : ran.lines()) {
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
          try {
            sum += Double.parseDouble(matcher.group(1).replace("_", "").replace(",", ""));
          } catch (NumberFormatException e) {
            return new Verdict.Failed("\"" + matcher.group(1) + "\" is no number");
          }
          found++;
        }
      }
      if (found == 0) {
        return new Verdict.Failed("no line matches /" + pattern + "/");
      }
      return Verdict.of(value.holds(sum), "is " + Range.number(sum) + ", should be " + value);
    }
  }

  private static int indexOf(Wanted wanted, List<String> lines, int from) {
    for (int i = from; i < lines.size(); i++) {
      if (wanted.is(lines.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static String some(List<String> texts) {
    String shown = texts.stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
    int more = texts.size() - MOST_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
