package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DeclarationsInCellsTest {
  private final Fixture cells = new Fixture();

  @AfterEach
  void end() {
    cells.close();
  }

  @Test
  void classesMayBeDeclaredAgain() {
    cells.value("class A { int n() { return 1; } }\nint ask(A a) { return a.n(); }");
    assertThat(cells.value("ask(new A())")).isEqualTo("1");
    cells.value("class A { int n() { return 2; } }");
    assertThat(cells.value("ask(new A())")).isEqualTo("2");
  }

  @Test
  void variableWhoseTypeIsDeclaredAgainIsNamedAsLost() {
    cells.value("class A {}\nA a = new A();");
    cells.value("class A { int n; }");
    assertThat(cells.notices).anyMatch(notice -> notice.startsWith("a lost its value"));
  }

  @Test
  void importsAnywhereInACellLeaveVariablesTheirValues() {
    cells.value("List<String> kept = new ArrayList<>();");
    cells.value("int n = 1;\nimport java.nio.channels.*;\n// a comment\nimport java.text.*;");
    assertThat(cells.notices).isEmpty();
    assertThat(cells.value("kept")).isEqualTo("[]");
  }

  @Test
  void laterDeclarationsOfTheSameCellCount() {
    cells.value("int f() { return g(); }\nclass A extends B {}\nint g() { return 4; }\nclass B {}");
    assertThat(cells.notices).isEmpty();
    assertThat(cells.value("f()")).isEqualTo("4");
    assertThat(cells.value("new A() instanceof B")).isEqualTo("true");
  }

  @Test
  void methodThatMissesSomethingSaysWhatItMisses() {
    cells.value("int f() { return g(1); }");
    assertThat(cells.notices).hasSize(1);
    assertThat(cells.notices.get(0)).contains("f()").contains("method g(int)");
    Outcome.Threw threw = cells.threw("f()");
    assertThat(threw.thrown().message()).contains("f()").contains("method g(int)");
    cells.value("int g(int n) { return n; }");
    assertThat(cells.value("f()")).isEqualTo("1");
  }

  @Test
  void classThatMissesItsSuperclassIsAnErrorAtItsName() {
    Outcome.Problem problem = cells.problem("int x = 1;\nclass A extends Nowhere {}");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(17);
    assertThat(problem.length()).isEqualTo(7);
    assertThat(problem.message()).isEqualTo("cannot find symbol: class Nowhere");
  }

  @Test
  void generalShapesOfJavaRun() {
    cells.value(
        "sealed interface Shape permits Circle, Square {}\n"
            + "record Circle(double r) implements Shape {}\n"
            + "record Square(double a) implements Shape { Square { if (a < 0) a = 0; } }\n"
            + "enum Colour { RED, GREEN; Colour next() { return GREEN; } }\n"
            + "@interface Mark {}\n"
            + "@Mark class Box<T extends Comparable<T>> { T value; Box(T v) { value = v; } }\n"
            + "<T> List<T> twice(T one) { return List.of(one, one); }\n"
            + "var map = new HashMap<String, List<? extends Number>>();\n"
            + "int[] numbers = {1, 2, 3}, more[] = {{4}};\n"
            + "Function<Integer, Integer> twice = n -> {\n  return n * 2;\n};\n"
            + "Runnable r = new Runnable() {\n  public void run() {}\n};\n"
            + "String text = \"\"\"\n  one; {\n  two\n  \"\"\";\n"
            + "outer:\nfor (int i = 0; i < 3; i++) { for (;;) { continue outer; } }\n"
            + "if (numbers.length > 5) { r.run(); } // a comment }\nelse { r.run(); }\n"
            + "do { r.run(); } while (false);\n"
            + "try { r.run(); } catch (RuntimeException e) { } finally { }\n"
            + "synchronized (r) { r.run(); }\n");
    assertThat(cells.value("twice(new Box<>(\"b\").value)")).isEqualTo("[b, b]");
    assertThat(cells.value("Colour.RED.next()")).isEqualTo("GREEN");
    assertThat(cells.value("new Square(-1)")).isEqualTo("Square[a=0.0]");
    assertThat(cells.value("twice.apply(numbers[2]) + more[0][0]")).isEqualTo("10");
    assertThat(cells.value("text")).isEqualTo("one; {\ntwo\n");
  }

  @Test
  void importsMayStandInTheMiddle() {
    assertThat(cells.value("int x = 1;\nimport java.text.DecimalFormat;\nDecimalFormat.class"))
        .isEqualTo("class java.text.DecimalFormat");
  }

  @Test
  void columnsBehindTheConstructorOfARecordAreThoseOfTheCell() {
    Outcome.Problem problem = cells.problem("record R(int a) { R { int q = null; } }");
    assertThat(problem.column()).isEqualTo(31);
    assertThat(problem.sourceLine()).isEqualTo("record R(int a) { R { int q = null; } }");
  }

  /** Overloads that call each other are compiled together by newer JShells only. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_25)
  void overloadsThatCallEachOtherKnowTheirLines() {
    cells.value(
        "int f(int n) { return 1 / n; }\n\n/* other */ int f(String s) {\n"
            + "  int zero = s.length();\n  return f(zero);\n}");
    Outcome.Threw threw = cells.threw("f(\"\")");
    assertThat(threw.thrown().frames().stream().map(frame -> frame.line()))
        .containsExactly(1, 5, 1);
  }

  @Test
  void droppedModifiersAreNoticed() {
    cells.value("volatile boolean done = false;\nfinal int n = 1;");
    assertThat(cells.notices).hasSize(2);
    assertThat(cells.notices.get(0)).contains("volatile").contains("AtomicBoolean");
    assertThat(cells.notices.get(1)).contains("final");
  }

  @Test
  void synchronizedMethodOutsideAClassIsExplained() {
    Outcome.Problem problem = cells.problem("int x = 0;\nsynchronized void add() { x++; }");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.message()).isEqualTo(Advice.SYNCHRONIZED_METHOD);
    assertThat(cells.problem("x").message()).contains("cannot find symbol");
  }

  @Test
  void cellThatOnlyDeclaresAMainMethodSaysHowToRunIt() {
    cells.value("import java.util.*;\nclass Main { public static void main(String[] args) {} }");
    assertThat(cells.notices).hasSize(1);
    assertThat(cells.notices.get(0)).endsWith("Main.main(new String[0]);");
    cells.value("class Main { public static void main(String[] args) {} }\nMain.main(null);");
    assertThat(cells.notices).hasSize(1);
  }

  @Test
  void manyVariablesInOneDeclarationStopAtTheFirstException() {
    assertThat(cells.threw("int a = 1 / 0, b = 2;").thrown().className())
        .isEqualTo("java.lang.ArithmeticException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class A { int x = ; }",
        "class A { void m( } }",
        "class A } class B {",
        "class A { int x = 1; }}",
        "@Deprecated class A { int x = 1 }",
        "class A { class { } }",
        "enum E { A B }",
        "interface I { void m() void n(); }",
        "record R(int a int b) { }",
        "class A { int x = 1; } class A { int x = ; }"
      })
  void aTypeWithASyntaxErrorRunsNothing(String type) {
    cells.value("int a = 1;");
    for (String code : new String[] {"a = 2;\n" + type, type + "\na = 2;"}) {
      Outcome.Problem problem = cells.problem(code);
      assertThat(problem.line()).as(code + problem).isEqualTo(code.startsWith("a") ? 2 : 1);
      assertThat(cells.value("a")).as(code).isEqualTo("1");
    }
  }

  @Test
  void aTypeIsWhatItIsWhateverStandsAroundIt() {
    assertThat(
            cells.value(
                "/* one */ @Deprecated /* two */ class A<T extends Comparable<T>> { T x; } // three\n"
                    + "enum E { P { int v() { return 1; } }, Q; int v() { return 2; } };\n"
                    + "class A<T extends Comparable<T>> { T x; int y = 5; }\n"
                    + "@interface Mark { String[] value() default {}; }\n"
                    + "@Mark({\"}\", \"{\"}) class B { char c = '}'; String s = \"{\"; /* { */ }\n"
                    + "sealed interface S permits R {} record R(int n) implements S { R { n += 1; } }\n"
                    + "new A<Integer>().y + E.P.v() + E.Q.v() + new R(3).n() + new B().s"))
        .isEqualTo("12{");
  }
}
