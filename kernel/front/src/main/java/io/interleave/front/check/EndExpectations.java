package io.interleave.front.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expectations of how a cell ends. */
final class EndExpectations {
  private EndExpectations() {}

  /**
   * The cell's value.
   *
   * @param wanted empty when there is to be none
   */
  record Result(Optional<Wanted> wanted) implements Expectation {
    @Override
    public String name() {
      return "result";
    }

    @Override
    public Verdict judge(Ran ran) {
      if (wanted.isEmpty()) {
        return Verdict.of(
            ran.value().isEmpty(), "is " + ran.value().orElse("") + ", should be none");
      }
      return Verdict.of(
          ran.value().filter(wanted.get()::is).isPresent(),
          "is "
              + ran.value().map(v -> '"' + v + '"').orElse("none")
              + ", should be "
              + wanted.get());
    }
  }

  /** The status that a program ended with, or that {@code System.exit} was given. */
  record ExitCode(int wanted) implements Expectation {
    private static final Pattern SAID =
        Pattern.compile("(?:exit code |System\\.exit\\()(-?\\d{1,10})");

    @Override
    public String name() {
      return "exitCode";
    }

    @Override
    public Verdict judge(Ran ran) {
      StringBuilder notes = new StringBuilder();
      ran.bundles().stream()
          .filter(bundle -> bundle.has("text/plain"))
          .forEach(bundle -> notes.append(bundle.get("text/plain").getAsString()).append('\n'));
      ran.failure().ifPresent(failure -> notes.append(failure.message()));
      Matcher said = SAID.matcher(notes);
      String last = "";
      while (said.find()) {
        last = said.group(1);
      }
      return Verdict.of(
          last.equals(Integer.toString(wanted)),
          (last.isEmpty() ? "no program ended" : "is " + last) + ", should be " + wanted);
    }
  }

  /** Nothing on stderr. */
  record Quiet() implements Expectation {
    @Override
    public String name() {
      return "quiet";
    }

    @Override
    public Verdict judge(Ran ran) {
      String first = ran.stderr().lines().findFirst().orElse("");
      return Verdict.of(ran.stderr().isEmpty(), "stderr has \"" + first + '"');
    }
  }

  /** How long it took. */
  record Wall(Range seconds) implements Expectation {
    @Override
    public String name() {
      return "wall";
    }

    @Override
    public Verdict judge(Ran ran) {
      return Verdict.of(
          seconds.holds(ran.seconds()),
          "took " + Range.number(ran.seconds()) + " s, should be " + seconds + " s");
    }
  }
}
