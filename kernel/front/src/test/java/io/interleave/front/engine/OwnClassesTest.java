package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes of the API are there without an import, and never in the user's way. */
@Timeout(120)
final class OwnClassesTest {
  private final Fixture cells = new Fixture();

  @AfterEach
  void end() {
    cells.close();
  }

  @Test
  void theApiNeedsNoImport() {
    assertThat(cells.value("Check.equal(1 + 1, 2); Compare.WAYS.size()")).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Check", "Compare", "Display", "Outcomes", "Ways", "CheckedValues"})
  void aClassOfTheUserGoesBeforeOneOfTheSameName(String name) {
    assertThat(cells.value("class " + name + " { int size = 3; }\nnew " + name + "().size"))
        .isEqualTo("3");
    assertThat(cells.value("new " + name + "().size + 1")).isEqualTo("4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Markup", "Ways"})
  void aClassOfTheUserMayBeUsedBeforeItIsDeclared(String name) {
    cells.run("int size(" + name + " it) { return it.size; }");
    assertThat(cells.value("class " + name + " { int size = 3; }\nsize(new " + name + "())"))
        .isEqualTo("3");
  }

  @Test
  void aMethodOfTheUserMayBeCalledLikeAClass() {
    assertThat(cells.value("int Check(int x) { return x; }\nCheck(3)")).isEqualTo("3");
  }
}
