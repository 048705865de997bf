package io.interleave.front.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interleave.front.magic.MagicException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SectionsTest {

  @Test
  void linesBelongToTheMarkAboveThem() throws MagicException {
    Sections parts = Sections.of("\nint before;\n  //: one \na\nb\n//:two words\nc");
    assertThat(parts.before()).containsExactly("", "int before;");
    assertThat(parts.sections())
        .extracting(Sections.Section::label)
        .containsExactly("one", "two words");
    assertThat(parts.sections()).extracting(Sections.Section::line).containsExactly(3, 6);
    assertThat(parts.sections().get(0).body()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//: a\r\nx\r\n//: b\r\ny", "//: a\rx\r//: b\ry"})
  void anyLineEndWillDo(String code) throws MagicException {
    assertThat(Sections.of(code).sections().get(0).body()).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 + 1", "", "//:\nx", "//: a\nx\n//: a\ny", "//: a\n\n//: b\ny"})
  void whatIsNoListOfSectionsIsRefusedWithAWayOut(String code) {
    assertThatThrownBy(() -> Sections.of(code))
        .isInstanceOfSatisfying(MagicException.class, e -> assertThat(e.wayOut()).isNotBlank());
  }
}
