package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class OddCellsTest {
  private static final int MEGABYTE = 1 << 20;
  private final Fixture cells = new Fixture();

  @AfterEach
  void end() {
    cells.close();
  }

  @Test
  void emptyCellsAndCommentsDoNothing() {
    for (String code :
        new String[] {"", " \n\t", "// only\n", "/* only */", ";;", "/** doc */ ;", "\u000c"}) {
      assertThat(cells.value(code)).isEmpty();
    }
    assertThat(cells.vm.commands).isEmpty();
  }

  @Test
  void lineBreaksOfAnySystemCount() {
    assertThat(cells.value("int x = 1;\r\nint y = 2;\r\nx + y\r\n")).isEqualTo("3");
    Outcome.Problem problem = cells.problem("int z = 1;\r\n\r\nnix\r\n");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(problem.sourceLine()).isEqualTo("nix");
    assertThat(cells.value("x = 3;\ry = 4;\rx + y")).isEqualTo("7");
  }

  @Test
  void loneSurrogatesAreJustCharacters() {
    assertThat(cells.value("\"\ud83d\".length() + \"\ude00\".length()")).isEqualTo("2");
    assertThat(cells.run("\ud83d")).isInstanceOf(Outcome.DidNotCompile.class);
    assertThat(cells.run("int \ude00x = 1;")).isInstanceOf(Outcome.DidNotCompile.class);
  }

  @Test
  void unfinishedCodeIsRefused() {
    for (String code :
        new String[] {"int f() {", "\"\"\"\nabc", "/* open", "\"abc", "foo(", "x +", "'"}) {
      assertThat(cells.run(code)).as(code).isInstanceOf(Outcome.DidNotCompile.class);
    }
  }

  @Test
  void strayBracketsAreRefused() {
    for (String code : new String[] {"}", ")", "int x = 1; }", "{}}}", "]]]["}) {
      assertThat(cells.run(code)).as(code).isInstanceOf(Outcome.DidNotCompile.class);
    }
  }

  @Test
  void commentBehindAnExpressionDoesNotMatter() {
    assertThat(cells.value("1 // ;")).isEqualTo("1");
    assertThat(cells.value("/* a; */ 2 /* b } */")).isEqualTo("2");
    assertThat(cells.value("3\n// last line")).isEqualTo("3");
    assertThat(cells.value("\"// no comment; {\"")).isEqualTo("// no comment; {");
    assertThat(cells.value("';'")).isEqualTo(";");
  }

  @Test
  void codeThatIsNestedTooDeeplyIsRefusedInWords() {
    for (String code : List.of("%s", "int x = %s;", "class A { int f() { return %s; } }")) {
      String message = cells.problem(code.formatted("1+".repeat(100_000) + "1")).message();
      assertThat(message).contains("nested too deeply");
      assertThat(cells.value("6 * 7")).isEqualTo("42");
    }
  }

  @Test
  void megabytesOfCommentsAreReadQuickly() {
    quick("// a line with nothing to run\n".repeat(MEGABYTE / 30) + "5");
    quick("/* " + "words ".repeat(MEGABYTE / 6) + "*/ 5");
    quick(" ".repeat(MEGABYTE) + "5");
  }

  @Test
  void megabyteOfCodeIsAnsweredInReasonableTime() {
    Outcome brackets = quick("(".repeat(MEGABYTE));
    assertThat(brackets).isInstanceOf(Outcome.DidNotCompile.class);
    quick("}".repeat(MEGABYTE));
    quick("{}".repeat(MEGABYTE / 2));
    quick("String s = \"" + "x".repeat(MEGABYTE) + "\";");
    quick("int[] a = {" + "1,".repeat(MEGABYTE / 2) + "};");
    quick("x +".repeat(MEGABYTE / 3));
  }

  private Outcome quick(String code) {
    long start = System.nanoTime();
    Outcome outcome = cells.run(code);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    return outcome;
  }
}
