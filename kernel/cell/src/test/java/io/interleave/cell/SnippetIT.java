package io.interleave.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Comm;
import io.interleave.wire.Command;
import io.interleave.wire.Event;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SnippetIT {
  @Test
  void answersWithTheValueAfterTheOutput() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event answer = jvm.run(1, "System.out.print(\"a\"); System.err.println(\"b\"); return 42;");
      assertThat(plain(answer)).isEqualTo("42");
      assertThat(jvm.text(1)).isEqualTo("ab\n");
      assertThat(jvm.frames().get(jvm.frames().size() - 1)).isEqualTo(answer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "new int[][] {{1, 2}, {3}}              | [[1, 2], [3]]",
        "List.of(new int[] {1}, \"a\")          | [[1], a]",
        "null                                   | null",
        "'x'                                    | x",
        "\"text\"                               | text",
        "Map.of(1, new char[] {'a'})            | {1=[a]}",
      })
  void showsValuesByTheirContent(String expression, String text) throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      assertThat(plain(jvm.run(1, "return " + expression + ";"))).isEqualTo(text);
    }
  }

  @Test
  void keepsTheLastValue() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.run(1, "return \"kept\";");
      assertThat(plain(jvm.run(2, "return last() + \"!\";"))).isEqualTo("kept!");
    }
  }

  @Test
  void showsImagesAndMarkupRichly() throws Exception {
    try (CellJvm jvm = CellJvm.start("-Djava.awt.headless=true")) {
      Event image = jvm.run(1, "return new java.awt.image.BufferedImage(3, 2, 1);");
      assertThat(((Event.Returned) image).value().data())
          .containsKey("image/png")
          .containsEntry("text/plain", "image, 3 × 2 pixels");
      Event html = jvm.run(2, "print(\"x\"); display(html(\"<b>1</b>\")).update(7); return null;");
      assertThat(html).isInstanceOf(Event.Returned.class);
      List<Event.Display> shown =
          jvm.frames().stream()
              .filter(Event.Display.class::isInstance)
              .map(Event.Display.class::cast)
              .toList();
      assertThat(shown).hasSize(2);
      assertThat(shown.get(0).data()).containsEntry("text/html", "<b>1</b>");
      assertThat(shown.get(1).update()).isTrue();
      assertThat(shown.get(1).displayId()).isEqualTo(shown.get(0).displayId());
    }
  }

  @Test
  void showsExceptionsWithCausesAndWithoutOurFrames() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event.Threw threw =
          (Event.Threw)
              jvm.run(1, "throw new IllegalStateException(\"a\", new RuntimeException(\"b\"));");
      assertThat(threw.thrown().className()).isEqualTo("java.lang.IllegalStateException");
      assertThat(threw.thrown().frames()).hasSize(1);
      assertThat(threw.thrown().frames().get(0).line()).isEqualTo(2);
      assertThat(threw.thrown().cause()).isNotNull();
      assertThat(threw.thrown().cause().message()).isEqualTo("b");
    }
  }

  @Test
  void boundsTheTraceOfAStackOverflow() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event.Threw threw =
          (Event.Threw)
              jvm.run(1, "return new Object() { int f(int n) { return 1 + f(n + 1); } }.f(0);");
      assertThat(threw.thrown().className()).isEqualTo("java.lang.StackOverflowError");
      assertThat(threw.thrown().frames()).hasSize(40);
      assertThat(threw.thrown().omittedFrames()).isGreaterThan(900);
    }
  }

  @Test
  void survivesAHeapThatUserCodeFilled() throws Exception {
    try (CellJvm jvm = CellJvm.start("-Xmx48m")) {
      Event.Threw threw =
          (Event.Threw)
              jvm.run(
                  1,
                  "var all = new ArrayList<byte[]>(); while (true) { all.add(new byte[100_000]); }");
      assertThat(threw.thrown().className()).isEqualTo("java.lang.OutOfMemoryError");
      assertThat(plain(jvm.run(2, "return 1;"))).isEqualTo("1");
    }
  }

  @Test
  void reportsAnUncaughtExceptionOnce() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.run(
          1,
          "var t = new Thread(() -> { throw new IllegalStateException(\"oh\"); }, \"worker\");"
              + " t.start(); t.join(); return null;");
      Event.Uncaught uncaught = jvm.await(Event.Uncaught.class);
      assertThat(uncaught.threadName()).isEqualTo("worker");
      assertThat(uncaught.thrown().message()).isEqualTo("oh");
      assertThat(jvm.frames().stream().filter(Event.Uncaught.class::isInstance)).hasSize(1);
    }
  }

  @Test
  void hidesTheCellsOwnClassesFromUserCode() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      Event.Threw threw =
          (Event.Threw)
              jvm.run(
                  1,
                  "return Thread.currentThread().getContextClassLoader()"
                      + ".loadClass(\"io.interleave.cell.CellMain\");");
      assertThat(threw.thrown().className()).isEqualTo("java.lang.ClassNotFoundException");
    }
  }

  @Test
  void readsClassesFromTheUsersClassPath(@TempDir Path folder) throws Exception {
    var compiled = Sources.compile("Extra", "public class Extra { }");
    Files.write(folder.resolve("Extra.class"), compiled.get(0).bytes());
    try (CellJvm jvm = CellJvm.start()) {
      jvm.send(new Command.AddToClassPath(5, folder.toString()));
      assertThat(jvm.answer(5)).isInstanceOf(Event.Done.class);
      jvm.send(new Command.AddToClassPath(6, folder.resolve("none.jar").toString()));
      assertThat(jvm.answer(6))
          .isInstanceOfSatisfying(
              Event.Failed.class, failed -> assertThat(failed.message()).contains("none.jar"));
      assertThat(plain(jvm.run(1, "return Class.forName(\"Extra\").getName();")))
          .isEqualTo("Extra");
    }
  }

  @Test
  void answersCommsWithBuffers() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.run(
          1,
          "Comms.register(\"echo\", (comm, opening) -> comm.onMessage(m ->"
              + " comm.send(m.dataJson(), m.metadataJson(), m.buffers()))); return null;");
      byte[] buffer = "bytes".getBytes(StandardCharsets.UTF_8);
      jvm.send(comm(50, Comm.Kind.OPEN, "echo", List.of()));
      assertThat(jvm.answer(50)).isInstanceOf(Event.Done.class);
      jvm.send(comm(51, Comm.Kind.MESSAGE, "", List.of(buffer)));
      assertThat(jvm.answer(51)).isInstanceOf(Event.Done.class);
      Comm echo = jvm.await(Comm.class);
      assertThat(echo.dataJson()).isEqualTo("{\"a\":1}");
      assertThat(echo.buffers()).hasSize(1);
      assertThat(echo.buffers().get(0)).isEqualTo(buffer);
      jvm.send(comm(52, Comm.Kind.OPEN, "nobody", List.of()));
      assertThat(jvm.answer(52)).isInstanceOf(Event.Failed.class);
    }
  }

  private static Comm comm(long id, Comm.Kind kind, String target, List<byte[]> buffers) {
    return new Comm(id, 1, kind, "c1", target, "{\"a\":1}", "{}", buffers);
  }

  private static String plain(Event answer) {
    assertThat(answer).isInstanceOf(Event.Returned.class);
    return String.valueOf(((Event.Returned) answer).value().data().get("text/plain"));
  }
}
