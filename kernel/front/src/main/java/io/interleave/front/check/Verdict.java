package io.interleave.front.check;

/** Whether an expectation holds. */
sealed interface Verdict {
  /** It does. */
  record Held() implements Verdict {}

  /**
   * It does not.
   *
   * @param problem what came and what should have come
   */
  record Failed(String problem) implements Verdict {}

  /** This machine cannot tell. */
  record NotJudged(String reason) implements Verdict {}

  static Verdict of(boolean holds, String otherwise) {
    return holds ? new Held() : new Failed(otherwise);
  }
}
