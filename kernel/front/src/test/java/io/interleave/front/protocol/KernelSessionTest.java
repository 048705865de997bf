package io.interleave.front.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelSessionTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:24:14.811421999Z, 2026-11-20T08:24:14.811421Z",
    "2026-11-20T08:24:14Z, 2026-11-20T08:24:14.000000Z",
    "2026-01-02T03:04:05.000007Z, 2026-01-02T03:04:05.000007Z",
    "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z"
  })
  void datesHaveExactlySixFractionDigitsAndZ(String instant, String date) {
    assertThat(Timestamp.of(Instant.parse(instant))).isEqualTo(date);
  }

  @Test
  void datesReadBackAsTheInstantTheyWere() {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      Instant instant =
          Instant.ofEpochSecond(random.nextInt(Integer.MAX_VALUE), random.nextInt(1_000_000_000));
      String date = Timestamp.of(instant);
      assertThat(date).hasSize(27);
      assertThat(Instant.parse(date)).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
    }
  }

  @Test
  void everyMessageHasItsOwnIdAndTheSameSession() {
    KernelSession session = new KernelSession("kernel-1", "", InstantSource.system());
    MessageSpec spec = new MessageSpec();
    for (int i = 0; i < 10_000; i++) {
      spec.check(
          session.publication(
              new JsonObject(), new Publication.Status(Publication.Status.State.STARTING)));
    }
  }

  @Test
  void headersSayWhatTheSpecificationAsksFor() {
    KernelSession session =
        new KernelSession(
            "kernel-1", "ada", InstantSource.fixed(Instant.parse("2026-11-20T08:24:14.8114219Z")));
    assertThat(session.header("status"))
        .hasToString(
            "{\"msg_id\":\"kernel-1_1\",\"session\":\"kernel-1\",\"username\":\"ada\","
                + "\"date\":\"2026-11-20T08:24:14.811421Z\",\"msg_type\":\"status\","
                + "\"version\":\"5.5\"}");
  }
}
