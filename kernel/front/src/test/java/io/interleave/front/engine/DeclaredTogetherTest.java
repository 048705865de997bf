package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Command;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Types, methods and imports that share a compilation with the code behind them. */
@Timeout(60)
final class DeclaredTogetherTest {
  private final Fixture cells = new Fixture();

  @AfterEach
  void end() {
    cells.close();
  }

  /** Runs a cell and tells the classes that came with each load. */
  private List<Integer> loads(String code) {
    cells.vm.commands.clear();
    cells.value(code);
    return cells.vm.commands.stream()
        .filter(command -> command instanceof Command.Load)
        .map(command -> ((Command.Load) command).classes().size())
        .collect(Collectors.toList());
  }

  @Test
  void aWholeCellIsOneCompilation() {
    String code =
        "import java.util.concurrent.Phaser;\n"
            + "record Box(int n) {}\n"
            + "int twice(int n) { return n < 2 ? n * 2 : twice(1) + twice(n - 1); }\n"
            + "Phaser phaser = new Phaser(3);\n"
            + "Box box = new Box(twice(2));\n"
            + "if (box.n() != 4) throw new IllegalStateException();\n"
            + "phaser.getRegisteredParties() + box.n()";
    assertThat(loads(code)).as("two classes of Box, one of each other").containsExactly(7);
    assertThat(cells.value("box.n() + twice(1)")).isEqualTo("6");

    assertThat(loads(code)).as("declared again as it was: only the code").containsExactly(2);
    assertThat(cells.value("box.n() + twice(1)")).isEqualTo("6");
    assertThat(cells.notices).isEmpty();
  }

  @Test
  void whatIsDeclaredAgainDifferentlyReachesItsUsers() {
    cells.value("class A { int n() { return 1; } }\nint ask() { return new A().n(); }\nint k = 5;");
    assertThat(cells.value("class A { int n() { return 2; } }\nask() + new A().n()"))
        .isEqualTo("4");
    assertThat(cells.value("int ask() { return 10 * new A().n(); }\nint m = ask();\nm"))
        .isEqualTo("20");
    assertThat(cells.value("int k = 6;\nk + ask()")).isEqualTo("26");
    assertThat(cells.notices).isEmpty();
  }

  @Test
  void codeOfTheSameCellUsesTheVariablesOfAChangedType() {
    cells.value(
        "class A { int n = 1; }\nA a = new A();\nint read() { return a == null ? 0 : a.n; }");
    assertThat(cells.value("class A { int n = 2; }\na = new A();\nread() + a.n")).isEqualTo("4");
    assertThat(cells.notices).anyMatch(notice -> notice.startsWith("a lost its value"));
  }

  @Test
  void aCellWhoseTypeChangedIsCompiledOnceMoreAsAWhole() {
    String cell =
        "class A { int n() { return 1; } }\nint twice(A a) { return 2 * a.n(); }\nint other = 5;\n"
            + "A a = new A();\nint b = twice(a);\nb + other";
    assertThat(loads(cell)).containsExactly(7);
    List<Integer> again = loads(cell.replace("return 1", "return 3"));
    assertThat(again).as("all but that of the other variable").containsExactly(6);
    assertThat(cells.value("b + other")).isEqualTo("11");
    assertThat(cells.notices).isEmpty();
  }

  @Test
  void otherBlanksAndCommentsKeepTheValuesOfVariables() {
    cells.value("class A { int n = 7; }\nA a = new A();");
    cells.value("class A {  int n = 7; /* of days */ }");
    assertThat(cells.value("a.n")).isEqualTo("7");
    assertThat(cells.notices).isEmpty();
  }

  @Test
  void aDeclarationBehindCodeDoesNotChangeTheCode() {
    cells.value("class A { int n() { return 1; } }\nint one() { return 1; }");
    String code =
        "int before = new A().n() + one();\nclass A { int n() { return 5; } }\n"
            + "int one() { return 5; }\nint behind = new A().n() + one();";
    cells.value(code);
    assertThat(cells.value("before * 100 + behind")).isEqualTo("210");
  }

  @Test
  void whatACellDoesNotNameIsThereAllTheSame() {
    cells.value("class A { int n() { return 7; } }\nclass B extends A {}\nenum Color { RED }");
    cells.value("A make() { return new B(); }\nint ab = 3;\nList<Color> all = List.of(Color.RED);");
    cells.value("var a = make();");
    assertThat(cells.value("a.n()")).as("its type and that of what it is").isEqualTo("7");
    assertThat(cells.value("make().n()")).isEqualTo("7");
    assertThat(cells.value("var first = all.get(0);\nfirst.name()")).isEqualTo("RED");
    assertThat(cells.value("\\u0061b + 1")).as("a name with an escape").isEqualTo("4");
    assertThat(cells.value("var maker = new Object() { A get() { return a; } };\nmaker.get().n()"))
        .isEqualTo("7");
    assertThat(cells.value("/* ab */ int ab() { return 5; }\nab() + ab")).isEqualTo("8");
    assertThat(cells.value("class A { int n() { return 8; } }\nmake().n()")).isEqualTo("8");
    assertThat(cells.value("var again = make();\nagain.n()")).isEqualTo("8");
  }

  @Test
  void overloadsAreDeclaredOneByOne() {
    cells.value("int f(int n) { return n; }\nString f(String s) { return s; }");
    assertThat(cells.value("f(\"a\") + f(2)")).isEqualTo("a2");
    cells.value("int f(int n) { return 10 * n; }");
    assertThat(cells.value("f(\"a\") + f(2)")).isEqualTo("a20");
  }

  @Test
  void whatATypeMissesComesFromTheSameCell() {
    assertThat(loads("class A extends B { C c; }\nclass B {}\nclass C {}\nnew A().c == null"))
        .hasSize(1);
  }

  @Test
  void anErrorBehindDeclarationsIsFoundAtItsLineAndTheyStay() {
    Outcome.Problem problem =
        cells.problem("class A { int n = 3; }\nint f() { return 4; }\nint g = f() + nix;");
    assertThat(problem.line()).isEqualTo(3);
    assertThat(cells.value("new A().n + f()")).isEqualTo("7");
  }

  @Test
  void anImportThatDoesNotExistStopsTheCellAtItsLine() {
    Outcome.Problem problem =
        cells.problem("import java.text.*;\nimport no.such.Thing;\nint q = 1;");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(cells.problem("q").message()).contains("q");
  }

  @Test
  void framesHaveTheLinesOfDeclarationsAndCode() {
    Outcome.Threw threw =
        cells.threw(
            "import java.text.*;\n\nclass A {\n  int f(int n) {\n    return n / 0;\n  }\n}\n"
                + "int g() {\n  return new A().f(1);\n}\nint x = 1;\nint y = g();");
    assertThat(threw.thrown().frames()).extracting(frame -> frame.line()).startsWith(5, 9, 12);
  }

  @Test
  void aMethodThatIsTooLargeIsNamedAtItsLine() {
    String body =
        IntStream.range(0, 9000)
            .mapToObj(i -> "x += x * " + (100_000 + i) + ";")
            .collect(Collectors.joining("\n"));
    Outcome.Problem problem =
        cells.problem(
            "class Small {}\nint big() { int x = 1;\n" + body + "\nreturn x; }\nint z = 1;");
    assertThat(problem.message()).contains("too large");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(cells.value("new Small() == null")).isEqualTo("false");
  }

  @Test
  void genericTypesWithUncheckedCodeAreNoError() {
    String code =
        "class Bag<T> { T[] all = (T[]) new Object[2]; T first() { return all[0]; } }\n"
            + "Bag<String> bag = new Bag<>();\nbag.first() == null";
    assertThat(cells.value(code)).isEqualTo("true");
  }
}
