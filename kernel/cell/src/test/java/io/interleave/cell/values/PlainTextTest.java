package io.interleave.cell.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void boundsLongArraysAndSaysHowManyAreLeft() {
    assertThat(PlainText.of(new int[10_000])).startsWith("[0, 0, ").endsWith("0, … 9,000 more]");
    assertThat(PlainText.of(Collections.nCopies(2_500, "a"))).endsWith("a, … 1,500 more]");
  }

  @Test
  void boundsLongTexts() {
    assertThat(PlainText.of("x".repeat(3_000_000)))
        .hasSizeLessThan(PlainText.MOST_CHARS + 100)
        .endsWith("1,048,576 characters");
  }

  @Test
  void cutsCycles() {
    Object[] array = new Object[1];
    array[0] = array;
    assertThat(PlainText.of(array)).isEqualTo("[[…]]");
    List<Object> list = new ArrayList<>();
    list.add(List.of(list));
    assertThat(PlainText.of(list)).isEqualTo("[[[…]]]");
  }

  @Test
  void survivesAToStringThatFailsOrIsNull() {
    assertThat(PlainText.of(new Failing(new IllegalStateException("no"))))
        .contains("Failing@")
        .endsWith("(its toString() threw java.lang.IllegalStateException: no)");
    assertThat(PlainText.of(new Failing(null))).isEqualTo("null");
  }

  private static final class Failing {
    private final RuntimeException failure;

    Failing(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public String toString() {
      if (failure != null) {
        throw failure;
      }
      return null;
    }
  }
}
