package io.interleave.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event;
import io.interleave.wire.Frame;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StreamsIT {
  private static final String FOUR_THREADS =
      """
      Thread[] threads = new Thread[4];
      for (int t = 0; t < 4; t++) {
        int me = t;
        threads[t] = new Thread(() -> {
          for (int i = 0; i < %d; i++) { System.out.println("thread " + me + " line " + i); }
        });
      }
      for (Thread t : threads) { t.start(); }
      for (Thread t : threads) { t.join(); }
      return null;
      """;

  private static CellJvm jvm;
  private static int cell;

  @BeforeAll
  static void start() throws Exception {
    jvm = CellJvm.start();
  }

  @AfterAll
  static void end() throws Exception {
    jvm.close();
  }

  @Test
  void aMillionLinesOfFourThreadsArriveWholeAndInEachThreadsOrder() throws Exception {
    Event answer = jvm.run(cell(), String.format(FOUR_THREADS, 250_000));
    assertThat(answer).isInstanceOf(Event.Returned.class);
    int[] next = new int[4];
    for (String line : jvm.text(cell).split("\n")) {
      String[] words = line.split(" ");
      assertThat(words).hasSize(4);
      assertThat(Integer.parseInt(words[3])).isEqualTo(next[Integer.parseInt(words[1])]++);
    }
    assertThat(next).containsOnly(250_000);
    jvm.forget();
  }

  @RepeatedTest(10)
  void partialLinesOfThreadsAreKeptApart() throws Exception {
    List<String> broken = brokenLines();
    for (int i = 0; i < 2 && !broken.isEmpty(); i++) {
      // A thread that had no core for 40 ms in the middle of a line shows what there is of it.
      broken = brokenLines();
    }
    assertThat(broken).isEmpty();
  }

  private List<String> brokenLines() throws Exception {
    Event.Returned answer =
        (Event.Returned)
            jvm.run(
                cell(),
                "var go = new CountDownLatch(1); Thread[] ts = new Thread[4];"
                    + " for (int t = 0; t < 4; t++) { int me = t; ts[t] = new Thread(() -> {"
                    + " try { go.await(); } catch (InterruptedException e) { return; }"
                    + " for (int i = 0; i < 200; i++) { print(me); print(me); print(\"\" + me);"
                    + " println(me); } }); ts[t].start(); }"
                    + " go.countDown(); for (var t : ts) { t.join(); } return null;");
    assertThat(answer.value().data()).containsEntry("text/plain", "null");
    String text = jvm.text(cell);
    assertThat(text.replace("\n", "")).hasSize(3_200);
    return text.lines().filter(line -> !line.matches("0000|1111|2222|3333")).toList();
  }

  @Test
  void aPartialLineIsSentWhileTheLineIsUnfinished() throws Exception {
    jvm.begin(cell());
    long id = jvm.submit(cell, "print(\"part\"); Thread.sleep(100_000); return null;");
    jvm.await(f -> f instanceof Event.Output o && o.cell() == cell && o.text().equals("part"));
    jvm.interrupt(cell);
    jvm.answer(id);
  }

  @Test
  void linesThatAProgramWritesInPiecesAreShownWhole() throws Exception {
    String pieces = "i=0; while [ $i -lt 500 ]; do printf a; printf 'b\\\\n'; i=$((i+1)); done";
    String plan =
        "new Programs.Plan(\"p\", \"p\", List.of(\"sh\", \"-c\", \"" + pieces + "\"), \"\", 0)";
    long begin = System.nanoTime();
    jvm.run(cell(), "return Programs.run(" + plan + ");");
    long millis = (System.nanoTime() - begin) / 1_000_000;
    assertThat(jvm.text(cell)).isEqualTo("ab\n".repeat(500));
    // What there is of a line is shown after 40 ms, and the program may be without a core for that.
    assertThat(jvm.outputs(cell).stream().filter(text -> !text.endsWith("\n")).count())
        .isLessThanOrEqualTo(millis / 40);
  }

  @Test
  void theLastLineOfAProgramIsShownWithoutItsEndToo() throws Exception {
    jvm.run(
        cell(),
        "return Programs.run(new Programs.Plan(\"p\", \"p\","
            + " List.of(\"sh\", \"-c\", \"printf end\"), \"\", 0));");
    assertThat(jvm.text(cell)).isEqualTo("end");
  }

  @Test
  void keepsTheOrderOfBothStreamsAndOfWhatIsDisplayed() throws Exception {
    jvm.forget();
    jvm.run(
        cell(),
        "System.out.print(\"a\"); System.err.print(\"b\"); System.out.print(\"c\");"
            + " display(1); System.err.println(\"d\"); clearOutput(true); print(\"e\"); return null;");
    StringBuilder order = new StringBuilder();
    for (Frame frame : jvm.frames()) {
      if (frame instanceof Event.Output output) {
        order.append(output.text().strip());
      } else if (frame instanceof Event.Display) {
        order.append('1');
      } else if (frame instanceof Event.Clear) {
        order.append('!');
      }
    }
    assertThat(order).hasToString("abc1d!e");
  }

  @Test
  void decodesBytesThatCutCharacters() throws Exception {
    jvm.run(
        cell(),
        "for (byte b : \"Grüße 🌍\\n\".getBytes(\"UTF-8\")) { System.out.write(b); }"
            + " System.out.write(new byte[] {(byte) 0xC3}); System.out.write(new byte[] {(byte) 0xBC});"
            + " return null;");
    assertThat(jvm.text(cell)).isEqualTo("Grüße 🌍\nü");
  }

  @Test
  void servesStreamsThatUserCodeSetAndHandlersThatCachedOurs() throws Exception {
    jvm.run(
        cell(),
        "var old = System.out; var bytes = new java.io.ByteArrayOutputStream();"
            + " System.setOut(new java.io.PrintStream(bytes, true)); println(\"own\");"
            + " System.setOut(new java.io.PrintStream(old, true)); println(\"wrapped\");"
            + " System.setOut(old); println(bytes.toString().strip());"
            + " java.util.logging.Logger.getLogger(\"x\").warning(\"logged\"); return null;");
    assertThat(jvm.text(cell)).startsWith("wrapped\nown\n").contains("WARNING: logged");
  }

  @Test
  void leavesCarriageReturnsAndEscapesAlone() throws Exception {
    String text = "10%\\r20%\\u001b[31mred\\u001b[0m";
    jvm.run(cell(), "System.out.printf(\"" + text + "\".replace(\"%\", \"%%\")); return null;");
    assertThat(jvm.text(cell)).isEqualTo("10%\r20%\u001b[31mred\u001b[0m");
  }

  private static int cell() {
    return ++cell;
  }
}
