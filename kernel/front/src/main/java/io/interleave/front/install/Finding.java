package io.interleave.front.install;

/** What {@link Doctor} found out about one thing. */
public sealed interface Finding {
  /** It is as it should be. */
  record Good(String what) implements Finding {}

  /** It works, with a limit that is worth knowing. */
  record Limited(String what) implements Finding {}

  /** It does not work; {@code message} is one line with the cure. */
  record Bad(String message) implements Finding {}

  /** The line to print. */
  default String line() {
    if (this instanceof Good good) {
      return "ok    " + good.what();
    }
    if (this instanceof Limited limited) {
      return "note  " + limited.what();
    }
    return "FAIL  " + ((Bad) this).message();
  }
}
