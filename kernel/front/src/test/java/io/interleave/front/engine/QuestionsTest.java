package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Completeness.Status;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class QuestionsTest {
  private final Fixture cells = new Fixture();

  @AfterEach
  void end() {
    cells.close();
  }

  @Test
  void completionReplacesTheWholeWord() {
    Completion found = complete("int x = 1; \"\".subst|");
    assertThat(found.start()).isEqualTo(14);
    assertThat(found.end()).isEqualTo(19);
    assertThat(texts(found)).contains("substring(");
    assertThat(found.matches().get(0).type()).isEqualTo("function");
  }

  @Test
  void completionKnowsEarlierCellsAndTheSameCell() {
    cells.value("List<String> names = new ArrayList<>();");
    assertThat(texts(complete("names.addA|"))).contains("addAll(");
    assertThat(texts(complete("nam|"))).contains("names");
    Completion found = complete("int y = 0;\nvar inner = new StringBuilder();\ninner.app|\nfoo(");
    assertThat(texts(found)).contains("append(");
    assertThat(found.start()).isEqualTo(50);
    assertThat(texts(complete("class Foo { int bar; }\nnew Foo().b|"))).contains("bar");
    assertThat(texts(complete("class Foo { void f() { String s = \"\"; s.isEm|")))
        .contains("isEmpty()");
  }

  @Test
  void completionKnowsClassesImportsAndKeywords() {
    assertThat(complete("StringBui|").matches())
        .contains(new Completion.Match("StringBuilder", "class"));
    assertThat(texts(complete("import java.util.concurrent.Exec|"))).contains("Executors");
    assertThat(texts(complete("Executors.newFixed|"))).contains("newFixedThreadPool(");
  }

  @Test
  void completionCountsInUtf16() {
    Completion found = complete("String 😀 = \"😀\"; \"😀\".len|");
    assertThat(found.start()).isEqualTo(23);
    assertThat(texts(found)).contains("length()");
  }

  @Test
  void completionOfNonsenseIsEmpty() {
    assertThat(complete("}}} ][ (|").matches()).isNotNull();
    assertThat(complete("|").matches()).isNotNull();
    assertThat(cells.engine.complete("abc", 99).end()).isEqualTo(3);
    assertThat(cells.engine.complete("abc", -1).end()).isZero();
  }

  @Test
  void questionsHaveNoSideEffects() {
    complete("int made = 1;\nmad|");
    cells.engine.completeness("int made = 1;");
    assertThat(cells.problem("made").message()).contains("cannot find symbol");
    assertThat(cells.vm.commands).isEmpty();
  }

  @Test
  void inspectionShowsSignatures() {
    cells.value("int answer = 42;\nint plus(int a, int b) { return a + b; }");
    assertThat(text("Str|ing")).contains("String");
    assertThat(text("\"\".ind|exOf(1)")).contains("indexOf(int");
    assertThat(text("answ|er")).contains("int").contains("answer");
    assertThat(text("pl|us(1, 2)")).contains("plus(int a, int b)");
    assertThat(cells.engine.inspect("nowhere", 3, 0)).isEmpty();
    assertThat(cells.engine.inspect("", 0, 1)).isEmpty();
    assertThat(cells.engine.inspect("List<String> x", 3, 1).orElseThrow().html())
        .contains("&lt;")
        .doesNotContain("<E>");
  }

  @Test
  void completenessOfCode() {
    for (String code :
        List.of(
            "1", "int x = 1;", "int f(){return 1;}", "", "// c", "if (true) x();", "for (;;) {}")) {
      assertThat(cells.engine.completeness(code).status()).as(code).isEqualTo(Status.COMPLETE);
    }
    for (String code :
        List.of("int f() {", "\"\"\"\nabc", "if (true) {", "foo(", "/* a", "int x =")) {
      assertThat(cells.engine.completeness(code).status()).as(code).isEqualTo(Status.INCOMPLETE);
    }
    for (String code : List.of("int x = ;", "void f() { int y = ; }", "}", "int x = 1; int = 2;")) {
      assertThat(cells.engine.completeness(code).status()).as(code).isEqualTo(Status.INVALID);
    }
  }

  @Test
  void nextLineIsIndented() {
    assertThat(cells.engine.completeness("int f() {").indent()).isEqualTo("    ");
    assertThat(cells.engine.completeness("class A {\n    int f() {\n").indent())
        .isEqualTo("        ");
    assertThat(cells.engine.completeness("class A {\n    int x;").indent()).isEqualTo("    ");
    assertThat(cells.engine.completeness("String s = \"\"\"\n   {").indent()).isEmpty();
  }

  private Completion complete(String withCursor) {
    int cursor = withCursor.indexOf('|');
    return cells.engine.complete(withCursor.replace("|", ""), cursor);
  }

  private static List<String> texts(Completion found) {
    return found.matches().stream().map(Completion.Match::text).toList();
  }

  private String text(String withCursor) {
    int cursor = withCursor.indexOf('|');
    return cells.engine.inspect(withCursor.replace("|", ""), cursor, 0).orElseThrow().text();
  }
}
