package io.interleave.front.timing;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.CodePart;
import io.interleave.front.engine.Completeness;
import io.interleave.front.engine.Completion;
import io.interleave.front.engine.Documentation;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.timing.Sections.Section;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GeneratedCodeTest {
  /** Finds one part, from the last line's first character on. */
  private static final class LastLine implements Engine {
    private final CodePart.Kind kind;

    LastLine(CodePart.Kind kind) {
      this.kind = kind;
    }

    @Override
    public List<CodePart> parts(String code) {
      int start = code.lastIndexOf('\n') + 1;
      return List.of(new CodePart(kind, start, code.length(), code.endsWith(";")));
    }

    @Override
    public Outcome execute(Cell cell, Notices notices) {
      throw new AssertionError("nothing runs here");
    }

    @Override
    public Outcome evaluate(Cell cell) {
      throw new AssertionError("nothing runs here");
    }

    @Override
    public Completion complete(String code, int cursor) {
      throw new AssertionError("nobody completes here");
    }

    @Override
    public Optional<Documentation> inspect(String code, int cursor, int detailLevel) {
      return Optional.empty();
    }

    @Override
    public Completeness completeness(String code) {
      return new Completeness(Completeness.Status.UNKNOWN, "");
    }

    @Override
    public void interrupt(int cell) {}

    @Override
    public void close() {}
  }

  @Test
  void theLastExpressionIsReturnedAndEveryLineKeepsItsNumber() {
    GeneratedCode code =
        new GeneratedCode(new LastLine(CodePart.Kind.EXPRESSION), List.of("int n;"));
    code.mark("f(() -> {");
    String close = code.returning(new Section("a", 2, List.of("long s = 0;", "", "s + n")));
    code.mark(close + "});");
    assertThat(code.toString().split("\n"))
        .containsExactly("int n;", "f(() -> {", "long s = 0;", "", "return (s + n);", "});");
  }

  @Test
  void aStatementAtTheEndHasNoResult() {
    GeneratedCode code = new GeneratedCode(new LastLine(CodePart.Kind.STATEMENT), List.of());
    String close = code.returning(new Section("a", 1, List.of("work();")));
    assertThat(code.toString() + close).isEqualTo("work();return null; ");
  }

  @Test
  void anExpressionWithASemicolonHasNoResult() {
    GeneratedCode code = new GeneratedCode(new LastLine(CodePart.Kind.EXPRESSION), List.of());
    assertThat(code.returning(new Section("a", 1, List.of("x + 1;")))).isEqualTo("return null; ");
  }

  @Test
  void textIsQuotedAsJavaDoes() {
    assertThat(GeneratedCode.literal("a\"b\\c\né")).isEqualTo("\"a\\\"b\\\\c\\012\\u00e9\"");
  }
}
