package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Command;
import io.interleave.wire.Event.Thrown;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class JShellEngineTest {
  private final Fixture cells = new Fixture();

  @AfterEach
  void end() {
    cells.close();
  }

  @Test
  void lastExpressionIsTheValueOfTheCell() {
    assertThat(cells.value("1 + 1")).isEqualTo("2");
    assertThat(cells.value("int x = 5;\nint y = 6;\nx * y")).isEqualTo("30");
    assertThat(cells.value("x")).isEqualTo("5");
    assertThat(cells.value("\"a\".repeat(3) // three")).isEqualTo("aaa");
    assertThat(cells.value("(Object) null")).isEqualTo("null");
    assertThat(cells.value("switch (x) { case 5 -> \"five\"; default -> \"other\"; }"))
        .isEqualTo("five");
  }

  @Test
  void declarationsAssignmentsAndVoidHaveNoValue() {
    assertThat(cells.value("int x = 5;")).isEmpty();
    assertThat(cells.value("x = 6")).isEmpty();
    assertThat(cells.value("x = 7;")).isEmpty();
    assertThat(cells.value("int f() { return x; }")).isEmpty();
    assertThat(cells.value("class A {}")).isEmpty();
    assertThat(cells.value("System.setProperty(\"a.b\", \"c\"); Thread.yield()")).isEmpty();
    assertThat(cells.value("import java.awt.Point;")).isEmpty();
    assertThat(cells.value("f()")).isEqualTo("7");
  }

  @Test
  void neighbouringStatementsAreOneCompilation() {
    cells.value("int x = 0;\nint[] log = new int[3];");
    cells.vm.commands.clear();
    assertThat(cells.value("x = 1;\n// between\nlog[0] = x++;\nif (x > 1) { log[1] = x; }\nlog[1]"))
        .isEqualTo("2");
    assertThat(cells.vm.commands.stream().filter(c -> c instanceof Command.Invoke)).hasSize(2);
    Outcome.Threw threw = cells.threw("x = 5;\n\nx = 1 / 0; x = 7;");
    assertThat(places(threw.thrown())).containsExactly("do_it$ cell 3:3");
    assertThat(cells.value("x")).isEqualTo("5");
  }

  @Test
  void whatCannotStandInOneBlockRunsOneByOne() {
    cells.value("int x = 0;");
    cells.threw("x = 1;\nthrow new IllegalStateException();\nx = 2;");
    assertThat(cells.value("x")).isEqualTo("1");
    assertThat(cells.value("x = 3;\nx;\nif (x == 3) return null;\nx = 4;\nx")).isEqualTo("4");
    Outcome.Problem problem = cells.problem("x = 6;\nx = nix;\nx = 7;");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(5);
    assertThat(cells.value("x")).isEqualTo("6");
  }

  @Test
  void semicolonSuppressesTheValue() {
    assertThat(cells.value("1 + 1;")).isEmpty();
    assertThat(cells.value("1 + 1; // two")).isEmpty();
  }

  @Test
  void valuesThatAreNotShownAreNotTurnedIntoText() {
    cells.value("class Loud { public String toString() { throw new IllegalStateException(); } }");
    assertThat(cells.value("Loud loud = new Loud();\nloud = new Loud();\nnew Loud();")).isEmpty();
  }

  @Test
  void syntaxErrorAnywhereRunsNothing() {
    cells.value("int x = 1;");
    Outcome.Problem problem = cells.problem("x = 2;\nint y = ;\nx = 3;");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(9);
    assertThat(problem.sourceLine()).isEqualTo("int y = ;");
    assertThat(problem.message()).contains("illegal start of expression");
    assertThat(cells.problem("x = 4;\nvoid f() {\n  int z = ;\n}").line()).isEqualTo(3);
    assertThat(cells.problem("x = 5;\nvoid f() {").message()).isNotEmpty();
    assertThat(cells.value("x")).isEqualTo("1");
  }

  @Test
  void typeErrorNamesLineColumnAndLength() {
    Outcome.Problem problem = cells.problem("int a = 1;\n  String s = a;");
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(14);
    assertThat(problem.length()).isEqualTo(1);
    assertThat(problem.message()).contains("int cannot be converted to").doesNotContain("REPL");
  }

  @Test
  void columnsCountCodePoints() {
    Outcome.Problem problem = cells.problem("String s = \"😀😀\" + nix;");
    assertThat(problem.column()).isEqualTo(19);
    assertThat(problem.length()).isEqualTo(3);
    assertThat(problem.message()).contains("nix").doesNotContain("JShell");
  }

  @Test
  void anAssignmentBehindADeclarationFailsOnItsOwnLine() {
    Outcome.Threw threw = cells.threw("int[] seats = {1, 2};\n\nseats[2] = 5;");
    assertThat(threw.thrown().frames().get(0).line()).isEqualTo(3);
  }

  @Test
  void framesHaveTheLinesOfTheirCell() {
    cells.value("// a comment\n\nint fail(int n) {\n  return\n    1 / n;\n}");
    Outcome.Threw threw = cells.threw("int q = 1;\n\nfail(\n  0)");
    assertThat(threw.thrown().className()).isEqualTo("java.lang.ArithmeticException");
    assertThat(places(threw.thrown())).containsExactly("fail cell 1:4", "do_it$ cell 2:3");
  }

  @Test
  void framesOfNestedClassesLambdasAndRecordsHaveTheLinesOfTheirCell() {
    cells.value(
        "record Pair(int a, int b) {\n"
            + "  Pair {\n"
            + "    if (a > b)\n"
            + "      throw new IllegalArgumentException(\"order\");\n"
            + "  }\n"
            + "}\n"
            + "class Outer {\n"
            + "  static class Inner {\n"
            + "    Pair make() { return new Pair(2, 1); }\n"
            + "  }\n"
            + "}");
    Outcome.Threw threw =
        cells.threw("Supplier<Pair> s = () ->\n  new Outer.Inner().make();\ns.get()");
    assertThat(places(threw.thrown()))
        .containsExactly(
            "<init> cell 1:4", "make cell 1:9", "lambda$do_it$$0 cell 2:2", "do_it$ cell 2:3");
  }

  @Test
  void classesThatJShellLoadsAgainKeepTheirCell() {
    cells.value("int twice(int n) { return half(n) * 4; }");
    cells.value("\n\nint half(int n) {\n  return n / 0;\n}");
    Outcome.Threw threw = cells.threw("twice(4)");
    assertThat(places(threw.thrown()))
        .containsExactly("half cell 2:4", "twice cell 1:1", "do_it$ cell 3:1");
  }

  @Test
  void messagesHaveNoGeneratedNames() {
    cells.value("class A {}\nclass B {}\nString nothing = null;");
    assertThat(cells.threw("Object o = new A();\nB b = (B) o;").thrown().message())
        .isEqualTo("class A cannot be cast to class B");
    assertThat(cells.threw("nothing.length()").thrown().message())
        .isEqualTo("Cannot invoke \"String.length()\" because \"nothing\" is null");
  }

  @Test
  void ownExceptionsHaveTheirOwnNameAndKeepTheirCauses() {
    cells.value("class Trouble extends Exception { Trouble(Throwable t) { super(\"bad\", t); } }");
    Outcome.Threw threw =
        cells.threw(
            "try {\n  Object[] a = new Integer[1];\n  a[0] = \"\";\n}"
                + " catch (Exception e) {\n  throw new Trouble(e);\n}");
    assertThat(threw.thrown().className()).isEqualTo("Trouble");
    assertThat(threw.thrown().cause()).isNotNull();
    assertThat(threw.thrown().cause().className()).isEqualTo("java.lang.ArrayStoreException");
    assertThat(places(threw.thrown().cause())).containsExactly("do_it$ cell 2:3");
  }

  @Test
  void libraryOfTheKernelIsNotOnTheClassPath() {
    assertThat(cells.problem("import com.google.gson.Gson;").message()).contains("gson");
    assertThat(cells.problem("import org.objectweb.asm.ClassReader;").message()).contains("asm");
    assertThat(cells.problem("io.interleave.wire.Event e = null;").message()).contains("wire");
  }

  @Test
  void exitEndsTheCellWithItsStatus() {
    assertThat(cells.run("System.exit(3);\nint never = 1;"))
        .isEqualTo(new Outcome.Exited(3, List.of()));
    cells.problem("never");
  }

  @Test
  void usualImportsAreThere() {
    assertThat(cells.value("List.of(new AtomicInteger(1), BigInteger.TWO, Duration.ZERO)"))
        .isEqualTo("[1, 2, PT0S]");
    assertThat(cells.value("Stream.of(Path.of(\"a\"), new StringReader(\"\")).count()"))
        .isEqualTo("2");
    assertThat(cells.value("new ReentrantLock().isLocked()")).isEqualTo("false");
    assertThat(cells.value("HttpClient.Version.HTTP_2")).isEqualTo("HTTP_2");
  }

  private static List<String> places(Thrown thrown) {
    return thrown.frames().stream()
        .map(frame -> frame.methodName() + " " + frame.file() + ":" + frame.line())
        .toList();
  }
}
