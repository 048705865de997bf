package io.interleave.front.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.engine.Outcome;
import io.interleave.wire.Event.RunningWork;
import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  private final Errors errors =
      new Errors((title, line) -> Optional.of("  source of " + title + ":" + line));

  private static Trace user(String method, int line) {
    return new Trace("REPL.$JShell$11", method, "cell 7", line);
  }

  private static Trace library(String name) {
    return new Trace("java.util.ArrayList", name, "ArrayList.java", 100);
  }

  private static Thrown thrown(@Nullable String message, Trace... frames) {
    return new Thrown(
        "java.lang.IllegalStateException", message, List.of(frames), 0, null, List.of());
  }

  private static String plain(ErrorText error) {
    return String.join("\n", error.lines()).replaceAll("\u001b\\[[0-9;]*m", "");
  }

  private String plain(Thrown thrown) {
    return plain(errors.threw(new Outcome.Threw(thrown, List.of())));
  }

  @Test
  void onlyTheUsersFramesAreShownWithTheirSource() {
    assertThat(
            plain(
                thrown(
                    "boom",
                    library("get"),
                    library("forEach"),
                    user("work", 3),
                    library("run"),
                    user("do_it$", 9))))
        .isEqualTo(
            """
            java.lang.IllegalStateException: boom
                in java.util.ArrayList.get
                at cell 7, line 3, in work()
                       source of cell 7:3
                at cell 7, line 9
                       source of cell 7:9""");
  }

  @Test
  void nameAndValueAreTheClassAndTheMessage() {
    ErrorText error = errors.threw(new Outcome.Threw(thrown(null, user("f", 1)), List.of()));

    assertThat(error.name()).isEqualTo("java.lang.IllegalStateException");
    assertThat(error.value()).isEmpty();
    assertThat(plain(error)).startsWith("java.lang.IllegalStateException\n");
  }

  @Test
  void causesAndSuppressedExceptionsAreKept() {
    Thrown cause =
        new Thrown(
            "java.io.IOException",
            "disk",
            List.of(user("read", 2)),
            0,
            null,
            List.of(thrown("while closing", user("close", 5))));
    Thrown all =
        new Thrown("java.lang.RuntimeException", "top", List.of(user("f", 1)), 0, cause, List.of());

    assertThat(plain(all))
        .contains("\nCaused by: java.io.IOException: disk\n    at cell 7, line 2, in read()")
        .contains(
            "\n    Suppressed: java.lang.IllegalStateException: while closing\n        at cell");
  }

  @Test
  void repetitionsOfOneFrameOrACycleAreFolded() {
    List<Trace> frames = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      frames.add(user("even", 2));
      frames.add(user("odd", 5));
    }
    frames.add(user("do_it$", 9));
    String text = plain(thrown(null, frames.toArray(Trace[]::new)));

    assertThat(text).contains("… these frames 500 times in a row …").contains("line 9");
    assertThat(text.lines()).hasSizeLessThan(12);
  }

  @Test
  void aRepetitionGoesOnOverWhatWasLeftOut() {
    List<Trace> frames = new ArrayList<>(java.util.Collections.nCopies(40, user("r", 2)));
    frames.add(user("", 9));
    Thrown cut =
        new Thrown("java.lang.StackOverflowError", null, List.copyOf(frames), 900, null, List.of());

    assertThat(plain(cut)).contains("… this frame 940 times in a row …").contains("line 9\n");
    assertThat(plain(cut)).doesNotContain("more frames");
  }

  @Test
  void whatWasLeftOutIsCounted() {
    Thrown cut =
        new Thrown(
            "java.lang.Error",
            null,
            List.of(user("a", 1), user("b", 2), user("lambda", 3), user("lambda in f", 4)),
            900,
            null,
            List.of());

    assertThat(plain(cut))
        .containsSubsequence("in b()", "… 900 more frames …", "in a lambda\n", "a lambda of f()");
  }

  @Test
  void longTracesWithoutARepetitionAreCut() {
    List<Trace> frames = new ArrayList<>();
    for (int i = 1; i <= 1_000; i++) {
      frames.add(user("f" + i * i % 997, i));
    }
    String text = plain(thrown(null, frames.toArray(Trace[]::new)));

    assertThat(text).contains("… 960 more frames …").contains("line 1000").contains("line 1,");
    assertThat(text.lines()).hasSizeLessThan(90);
  }

  @Test
  void aTraceWithoutUserFramesShowsAFewOfTheLibrary() {
    Trace[] frames = new Trace[30];
    java.util.Arrays.fill(frames, library("grow"));

    assertThat(plain(thrown("x", frames)))
        .contains("at java.util.ArrayList.grow")
        .contains("… 25 more frames …");
  }

  @Test
  void generatedNamesAreNeverShown() {
    Thrown thrown =
        new Thrown(
            "REPL.$JShell$12$Shop$ClosedException",
            "class REPL.$JShell$11$A cannot be cast to class REPL.$JShell$13B$B (REPL.$JShell$11$A"
                + " and REPL.$JShell$13B$B are in unnamed module of loader x.Loader @1b)",
            List.of(
                new Trace("REPL.$JShell$12$Shop", "sell", "cell 7", 1),
                new Trace("REPL.$JShell$12$Shop", "<init>", "cell 7", 2),
                new Trace("REPL.$JShell$12$Shop", "lambda$open$0", "cell 7", 3),
                new Trace("REPL.$JShell$14", "lambda$do_it$$0", "cell 7", 4),
                new Trace("REPL.$JShell$14", "lambda$main$1", "cell 7", 5)),
            0,
            null,
            List.of());
    ErrorText error = errors.threw(new Outcome.Threw(thrown, List.of()));

    assertThat(error.name()).isEqualTo("Shop.ClosedException");
    assertThat(error.value()).isEqualTo("class A cannot be cast to class B");
    assertThat(plain(error))
        .contains("line 1, in Shop.sell()")
        .contains("line 2, in constructor of Shop")
        .contains("line 3, in a lambda of Shop.open()")
        .contains("line 4, in a lambda\n")
        .contains("line 5, in a lambda of main()")
        .doesNotContain("JShell");
  }

  @Test
  void messagesOfTheJvmAreReadable() {
    assertThat(
            JavaNames.readable(
                "Cannot invoke \"String.length()\" because \"REPL.$JShell$11.s\" is null"))
        .isEqualTo("Cannot invoke \"String.length()\" because \"s\" is null");
    assertThat(JavaNames.readable("costs 5$ (really)")).isEqualTo("costs 5$ (really)");
  }

  @Test
  void compileErrorsPointIntoTheCell() {
    ErrorText error =
        errors.didNotCompile(
            "cell 7",
            new Outcome.DidNotCompile(
                List.of(
                    new Outcome.Problem(3, 9, 4, "int x = true;", "incompatible types"),
                    new Outcome.Problem(5, 1, 1, "y", "cannot find y")),
                List.of()));

    assertThat(error.name()).isEqualTo("CompilationException");
    assertThat(error.value()).isEqualTo("incompatible types");
    assertThat(plain(error))
        .isEqualTo(
            """
            cell 7, line 3, column 9: incompatible types
                int x = true;
                        ^^^^
            cell 7, line 5, column 1: cannot find y
                y
                ^""");
  }

  @Test
  void theCompilersWordsAreShortened() {
    CompilerMessage message =
        CompilerMessage.of("cannot find symbol\n  symbol:   variable x\n  location: class");
    assertThat(message).isEqualTo(new CompilerMessage("cannot find symbol: variable x", List.of()));
    assertThat(message.isUnknownName()).isTrue();
    assertThat(CompilerMessage.of("a\n  required: int\n").more()).containsExactly("required: int");
    assertThat(CompilerMessage.of("a\n  (use --enable-preview to enable a)").more())
        .containsExactly("(use %jvm --enable-preview to enable a)");
    String member = "cannot find symbol\n  symbol: method x()\n  location: class String";
    assertThat(CompilerMessage.of(member).isUnknownName()).isFalse();
  }

  @Test
  void theUnderlineCountsCodePointsAndKeepsTabs() {
    SourceExcerpt excerpt = SourceExcerpt.of("\tString 😀 = zz;", 13, 2);
    assertThat(excerpt.margin()).isEqualTo("\t" + " ".repeat(12));
    assertThat(excerpt.underline()).isEqualTo("^^");
    assertThat(SourceExcerpt.of("", 5, 1).underline()).isEqualTo("^");
    assertThat(SourceExcerpt.of("x".repeat(100_000), 50_000, 3).line().length()).isLessThan(200);
  }

  @Test
  void whatCouldNotBeStoppedIsNamed() {
    ErrorText error =
        errors.interrupted(
            new Outcome.Interrupted(
                List.of(new RunningWork("worker-1", "BLOCKED", "cell 7, line 3"))));

    assertThat(plain(error)).contains("worker-1 BLOCKED at cell 7, line 3");
  }

  @Test
  void htmlIsEscaped() {
    NoticeText notice =
        errors.uncaught("<b>", thrown("<script>alert(\"x\")</script>", user("f", 1)));

    assertThat(notice.html()).doesNotContain("<script").doesNotContain("<b>").contains("&lt;b&gt;");
    assertThat(notice.plain()).startsWith("Uncaught exception in thread \"<b>\"\n");
  }
}
