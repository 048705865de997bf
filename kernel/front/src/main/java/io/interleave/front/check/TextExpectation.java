package io.interleave.front.check;

import java.util.List;

/**
 * Texts that are, or are not, somewhere in what a cell shows.
 *
 * @param there whether they have to be there
 */
record TextExpectation(List<Wanted> wanted, boolean there) implements Expectation {
  @Override
  public String name() {
    return there ? "contains" : "without";
  }

  @Override
  public Verdict judge(Ran ran) {
    String all = ran.everything();
    for (Wanted each : wanted) {
      if (each.isIn(all) != there) {
        return new Verdict.Failed(there ? "nothing it shows has " + each : "it shows " + each);
      }
    }
    return new Verdict.Held();
  }
}
