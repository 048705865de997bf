package io.interleave.front.check;

/** Something an author expects of a cell; pure. */
interface Expectation {
  /** The name it has in the metadata. */
  String name();

  Verdict judge(Ran ran);
}
