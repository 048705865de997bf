package io.interleave.front.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.interleave.front.compare.Conditions;
import io.interleave.front.compare.Entry;
import io.interleave.front.compare.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimingsTableTest {
  private static final Conditions QUIET = new Conditions("JDK 17", 2, 0, 0, 0, 0);
  private static final Entry ONCE =
      new Entry("[7]", List.of(new Run(500_000_000, 1_000_000_000, 3, 4)), 0, 0, QUIET);
  private static final Entry OFTEN =
      new Entry(
          "a \"b\"",
          List.of(new Run(30_000_000, -1, 1, 0), new Run(10_000_000, -1, 1, 0)),
          1,
          2,
          QUIET);

  @Test
  void aRowHasTimesCoresThreadsAndLines() {
    String text = new TimingsTable(List.of(ONCE, OFTEN)).text();
    assertThat(text).startsWith("2 timed entries.");
    assertThat(text.lines().filter(line -> line.startsWith("[7]")).findFirst().orElse(""))
        .contains("500 ms", "1.00 s", "2.00", "JDK 17");
    assertThat(text.lines().filter(line -> line.startsWith("a ")).findFirst().orElse(""))
        .contains("20.0 ms", "10.0 ms to 30.0 ms", "-");
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void whatNobodyCountedIsLeftOut() {
    Entry program =
        new Entry("[5]", List.of(new Run(500_000_000, 250_000_000, 1, -1)), 0, 0, QUIET);
    TimingsTable table = new TimingsTable(List.of(program));
    assertThat(table.text()).containsPattern("\\[5\\].* 0\\.50 +- +- +JDK 17");
    assertThat(table.csv().lines()).contains("\"[5]\",1,0.5,0.25,,,\"JDK 17\"");
    JsonObject entry =
        JsonParser.parseString(table.json()).getAsJsonArray().get(0).getAsJsonObject();
    assertThat(entry.get("threads").isJsonNull()).isTrue();
    assertThat(entry.getAsJsonArray("runs").get(0).getAsJsonObject().get("lines").isJsonNull())
        .isTrue();
  }

  @Test
  void theCsvHasALineARunAndQuotesLabels() {
    assertThat(new TimingsTable(List.of(OFTEN)).csv().lines())
        .containsExactly(
            "label,run,wall_s,cpu_s,threads,lines,on",
            "\"a \"\"b\"\"\",1,0.03,,2,0,\"JDK 17\"",
            "\"a \"\"b\"\"\",2,0.01,,2,0,\"JDK 17\"");
  }

  @Test
  void theJsonHasEveryRun() {
    JsonObject entry =
        JsonParser.parseString(new TimingsTable(List.of(OFTEN)).json())
            .getAsJsonArray()
            .get(0)
            .getAsJsonObject();
    assertThat(entry.get("label").getAsString()).isEqualTo("a \"b\"");
    assertThat(entry.getAsJsonArray("runs")).hasSize(2);
    assertThat(entry.getAsJsonArray("runs").get(0).getAsJsonObject().get("cpu").isJsonNull())
        .isTrue();
  }

  @Test
  void anEmptyLedgerSaysSo() {
    assertThat(new TimingsTable(List.of()).text()).isEqualTo("Nothing has been timed yet.");
  }
}
