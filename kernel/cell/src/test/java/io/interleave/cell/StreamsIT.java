package io.interleave.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StreamsIT {
  private static final String FOUR_THREADS =
      """
      Thread[] threads = new Thread[4];
      for (int t = 0; t < 4; t++) {
        int me = t;
        threads[t] = new Thread(() -> {
          for (int i = 0; i < %d; i++) { System.out.println("thread " + me + " line " + i); }
        });
      }
      for (Thread t : threads) { t.start(); }
      for (Thread t : threads) { t.join(); }
      return null;
      """;

  @Test
  void aMillionLinesOfFourThreadsArriveWholeAndInEachThreadsOrder() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event.Returned answer = (Event.Returned) jvm.run(1, String.format(FOUR_THREADS, 250_000));
      System.out.println("1M lines by 4: " + answer.wallNanos() / 1_000_000 + " ms");
      int[] next = new int[4];
      for (String line : jvm.text(1).split("\n")) {
        String[] words = line.split(" ");
        assertThat(words).hasSize(4);
        assertThat(Integer.parseInt(words[3])).isEqualTo(next[Integer.parseInt(words[1])]++);
      }
      assertThat(next).containsOnly(250_000);
    }
  }

  @Test
  void figures() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      List<String> figures = new ArrayList<>();
      for (int i = 1; i <= 10; i++) {
        Event.Returned four = (Event.Returned) jvm.run(i, String.format(FOUR_THREADS, 50_000));
        jvm.forget();
        Event.Returned one =
            (Event.Returned)
                jvm.run(
                    100 + i,
                    "for (int i = 0; i < 200_000; i++) { System.out.println(\"line \" + i); }"
                        + " return null;");
        figures.add(four.wallNanos() / 1_000_000 + "/" + one.wallNanos() / 1_000_000);
        jvm.forget();
      }
      System.out.println("4x50k/1x200k ms: " + figures);
    }
  }
}
