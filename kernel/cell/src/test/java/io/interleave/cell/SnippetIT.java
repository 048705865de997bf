package io.interleave.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SnippetIT {
  @Test
  void answersWithTheValueAfterTheOutput() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event answer = jvm.run(1, "System.out.print(\"a\"); System.err.println(\"b\"); return 42;");
      assertThat(answer).isInstanceOf(Event.Returned.class);
      assertThat(((Event.Returned) answer).value().data()).containsEntry("text/plain", "42");
      assertThat(jvm.text(1)).isEqualTo("ab\n");
      assertThat(jvm.frames().get(jvm.frames().size() - 1)).isEqualTo(answer);
    }
  }
}
