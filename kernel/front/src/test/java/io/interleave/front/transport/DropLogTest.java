package io.interleave.front.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class DropLogTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final AtomicLong now = new AtomicLong();
  private final DropLog log =
      new DropLog(new PrintStream(out, true, StandardCharsets.UTF_8), now::get);

  @Test
  void linesBeyondTheRateAreCountedAndTheCountIsSaidLater() {
    for (int i = 0; i < DropLog.LINES_PER_WINDOW + 5; i++) {
      log.dropped("shell", "reason " + i);
    }
    assertThat(lines()).hasSize(DropLog.LINES_PER_WINDOW);
    now.set(DropLog.WINDOW_NANOS);
    log.dropped("shell", "later");
    assertThat(lines())
        .endsWith(
            "interleave: 5 more of these were not shown.",
            "interleave: Dropped a message on shell: later.");
  }

  @Test
  void aFailureComesWithItsTrace() {
    log.failed("control", new IllegalStateException("broken"));
    assertThat(lines().get(0))
        .isEqualTo(
            "interleave: The control thread failed: java.lang.IllegalStateException: broken");
    assertThat(lines()).anyMatch(line -> line.contains("at " + getClass().getName()));
  }

  private java.util.List<String> lines() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
