package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Outcome.Problem;
import org.junit.jupiter.api.Test;

final class SourceTextTest {
  private final SourceText text = new SourceText("cell 1", "a\r\n😀 b\rc");

  @Test
  void linesCountFromOneWhateverTheLineBreak() {
    assertThat(text.code()).isEqualTo("a\n😀 b\nc");
    assertThat(text.line(0)).isEqualTo(1);
    assertThat(text.line(1)).isEqualTo(1);
    assertThat(text.line(2)).isEqualTo(2);
    assertThat(text.line(7)).isEqualTo(3);
    assertThat(text.line(-5)).isEqualTo(1);
    assertThat(text.line(99)).isEqualTo(3);
  }

  @Test
  void problemsCountCodePointsAndEndWithTheirLine() {
    assertThat(text.problem(5, 99, "m")).isEqualTo(new Problem(2, 3, 1, "😀 b", "m"));
    assertThat(text.problem(2, 4, "m")).isEqualTo(new Problem(2, 1, 1, "😀 b", "m"));
    assertThat(text.problem(99, 99, "m")).isEqualTo(new Problem(3, 2, 1, "c", "m"));
  }
}
