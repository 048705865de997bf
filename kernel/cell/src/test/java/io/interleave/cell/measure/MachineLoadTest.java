package io.interleave.cell.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MachineLoadTest {
  private static final String SELF = "42 (a (b) c) S 1 42 42 0 -1 4194560 0 0 0 0 %d %d 0 0 20 0";

  @Test
  void othersAreWhatIsBusyWithoutThisProcess() {
    MachineLoad before =
        MachineLoad.parse("cpu  100 0 50 800 20 0 10 20 0 0\ncpu0 1", SELF.formatted(60, 20));
    MachineLoad after =
        MachineLoad.parse("cpu  190 0 60 890 20 0 10 30 0 0\ncpu0 1", SELF.formatted(120, 30));
    // 200 ticks went by: 110 busy, 70 of them this process.
    assertThat(after.othersSince(before)).isCloseTo(0.2, within(1e-9));
  }

  @Test
  void withoutProcNothingIsClaimed() {
    MachineLoad unknown = new MachineLoad(0, 0, 0);
    assertThat(unknown.othersSince(unknown)).isNaN();
  }
}
