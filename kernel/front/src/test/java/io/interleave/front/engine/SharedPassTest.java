package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Command;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SharedPassTest {
  private final Fixture cells = new Fixture();

  @AfterEach
  void end() {
    cells.close();
  }

  private long loads(String code) {
    cells.vm.commands.clear();
    cells.value(code);
    return cells.vm.commands.stream().filter(c -> c instanceof Command.Load).count();
  }

  @Test
  void declarationsAndStatementsAreCompiledTogether() {
    String code = "int a = 2;\nlong b = a * 3;\nString[] c = {\"x\" + b};\na = 5;\nint d = a;";
    assertThat(loads(code)).isEqualTo(1);
    assertThat(cells.value("a + b + c[0] + d")).isEqualTo("11x65");

    assertThat(loads(code)).as("declared again").isEqualTo(1);
    assertThat(cells.value("a + b + c[0] + d")).isEqualTo("11x65");
  }

  @Test
  void whatDependsOnNewDeclarationsWaitsForThem() {
    assertThat(loads("int a = 2;\nvar b = a + 1;\nlong c = b;")).isGreaterThan(1);
    assertThat(cells.value("b + c")).isEqualTo("6");
    assertThat(cells.value("int x = 1;\nint x = 2;\nx")).isEqualTo("2");
    assertThat(cells.value("int y = 1;\nclass Box { int v = y; }\nBox z = new Box();\nz.v"))
        .isEqualTo("1");
  }

  @Test
  void whatHasAnErrorRunsAsFarAsItGoes() {
    assertThat(cells.value("int a = 1;\nint b = 1;\na")).isEqualTo("1");
    Outcome.Problem problem = cells.problem("a = 2;\nint b = 2;\nint c = nix;\nint d = 4;");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(cells.value("a + b")).isEqualTo("4");
    assertThat(cells.problem("d").message()).contains("d");
  }

  @Test
  void anExceptionLeavesWhatIsBehindItAsItWas() {
    cells.value("int a = 1;\nint b = 7;\nString c = \"kept\";");
    Outcome.Threw threw =
        cells.threw("int a = 2;\nint n = 1 / 0;\nint b = 8;\nString c = \"new\";\nint d = 4;");
    assertThat(threw.thrown().className()).isEqualTo("java.lang.ArithmeticException");
    assertThat(threw.thrown().frames().get(0).line()).isEqualTo(2);
    assertThat(cells.value("a + b + c")).isEqualTo("9kept");
    assertThat(cells.problem("d").message()).contains("d");
    assertThat(cells.notices).isEmpty();

    cells.value("int b = 9;\nint d = 10;");
    assertThat(cells.value("b + d")).isEqualTo("19");
  }

  @Test
  void manyDeclarationsTakeSeveralCompilations() {
    StringBuilder code = new StringBuilder("int a0 = 1;\n");
    for (int i = 1; i < 100; i++) {
      code.append("int a").append(i).append(" = a").append(i - 1).append(" + 1;\n");
    }
    assertThat(loads(code.toString())).isEqualTo(3);
    assertThat(cells.value("a99")).isEqualTo("100");
  }

  @Test
  void anotherTypeIsDeclaredAlone() {
    cells.value("int a = 1;\nint twice() { return 2 * a; }");
    assertThat(cells.value("long a = 5;\nint b = 1;\nb")).isEqualTo("1");
    assertThat(cells.value("a")).isEqualTo("5");
  }

  @Test
  void aMethodThatUsesTheNameOfAVariableStays() {
    cells.value("int twice(int n) { int left = n; return left + n; }");
    assertThat(cells.value("int left = 4;\nleft++;\nleft + twice(1)")).isEqualTo("7");

    cells.value("class Box { int right = 1; }\nint inBox() { return new Box().right; }");
    assertThat(cells.value("int right = 4;\nright++;\nright + inBox()")).isEqualTo("6");

    cells.value("int early() { return late + 1; }");
    assertThat(cells.value("int late = 4;\nlate++;\nearly()")).isEqualTo("6");
  }

  @Test
  void aJavaThatLacksAPackageImportsTheOthers() {
    List<String> all = Startup.imports(name -> true);
    assertThat(Startup.imports()).as("this Java has all").isEqualTo(all);
    List<String> fewer = Startup.imports(name -> !name.equals("java.net.http"));
    assertThat(fewer).hasSize(all.size() - 1).doesNotContain("import java.net.http.*;");
  }

  @Test
  void whatStandsBeforeAnErrorInALongCellRuns() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      code.append("int v").append(i).append(" = ").append(i).append(";\n");
    }
    Outcome.Problem problem = cells.problem(code + "int bad = \"text\";\nint behind = 1;");
    assertThat(problem.line()).isEqualTo(51);
    assertThat(cells.value("v0 + v9 + v45 + v49")).isEqualTo("103");
    assertThat(cells.problem("behind").message()).contains("behind");
  }
}
