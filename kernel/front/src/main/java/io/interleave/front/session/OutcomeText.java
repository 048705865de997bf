package io.interleave.front.session;

import io.interleave.front.engine.Outcome;
import io.interleave.front.render.ErrorText;
import io.interleave.front.render.Errors;
import java.util.Optional;

/** Finds the error text of an outcome. */
final class OutcomeText {
  private final Errors errors;

  OutcomeText(Errors errors) {
    this.errors = errors;
  }

  /**
   * @param title the cell's title
   * @return empty when the cell succeeded
   */
  Optional<ErrorText> error(String title, Outcome outcome) {
    if (outcome instanceof Outcome.Threw threw) {
      return Optional.of(errors.threw(threw));
    }
    if (outcome instanceof Outcome.DidNotCompile refused) {
      return Optional.of(errors.didNotCompile(title, refused));
    }
    if (outcome instanceof Outcome.Interrupted interrupted) {
      return Optional.of(errors.interrupted(interrupted));
    }
    if (outcome instanceof Outcome.Exited exited) {
      return Optional.of(errors.exited(exited));
    }
    if (outcome instanceof Outcome.CellDied died) {
      return Optional.of(errors.cellDied(died));
    }
    return Optional.empty();
  }
}
