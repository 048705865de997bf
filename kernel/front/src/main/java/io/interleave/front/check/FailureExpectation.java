package io.interleave.front.check;

import java.util.Optional;

/**
 * The cell ends with this error.
 *
 * @param error an exception's class, with or without its package
 * @param message of the error; empty for any
 */
record FailureExpectation(String error, Optional<Wanted> message) implements Expectation {
  @Override
  public String name() {
    return "error";
  }

  @Override
  public Verdict judge(Ran ran) {
    if (ran.failure().isEmpty()) {
      return new Verdict.Failed("it ended without one, should be " + error);
    }
    Ran.Failure failure = ran.failure().get();
    String full = failure.name();
    if (!full.equals(error) && !full.endsWith("." + error)) {
      return new Verdict.Failed("is " + full + ", should be " + error);
    }
    return Verdict.of(
        message.isEmpty() || message.get().is(failure.message()),
        "says \""
            + failure.message()
            + "\", should say "
            + message.map(Wanted::toString).orElse(""));
  }
}
