package io.interleave.front.check;

import io.interleave.front.check.ReportExpectations.SpeedUp;
import java.util.List;

/**
 * What an author expects of a cell.
 *
 * @param cores how many processors they take; on fewer none is judged
 * @param repeat how often the cell is run, each time with the same expectations
 */
record Expectations(List<Expectation> all, int cores, int repeat) {
  static final Expectations NONE = new Expectations(List.of(), 1, 1);

  /**
   * Whether another program on the same processors would spoil it: it asks for more than one, or
   * runs again and again to catch a race.
   */
  boolean measuresProcessors() {
    return cores > 1
        || repeat > 1
        || all.stream().anyMatch(each -> each instanceof SpeedUp compared && compared.cores() > 1);
  }

  boolean wantsError() {
    return all.stream().anyMatch(FailureExpectation.class::isInstance);
  }
}
