package io.interleave.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Command;
import io.interleave.wire.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InputIT {
  @Test
  void readsALineWithTheUnfinishedLineAsPrompt() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.begin(1);
      long id = jvm.submit(1, "print(\"Name: \"); return new Scanner(System.in).nextLine();");
      Event.InputWanted wanted = jvm.await(Event.InputWanted.class);
      // On a slow machine the line may be out before Scanner asks.
      assertThat(jvm.text(1) + wanted.prompt()).isEqualTo("Name: ");
      jvm.send(new Command.Input(wanted.id() + 1, "of another time"));
      jvm.send(new Command.Input(wanted.id(), "Zoë"));
      assertThat(value(jvm.answer(id))).isEqualTo("Zoë");
    }
  }

  @Test
  void aPromptThatIsShownAlreadyIsNotShownAgain() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.begin(1);
      jvm.submit(
          1, "print(\"Name: \"); Thread.sleep(500); return new Scanner(System.in).nextLine();");
      assertThat(jvm.await(Event.InputWanted.class).prompt()).isEmpty();
      assertThat(jvm.text(1)).isEqualTo("Name: ");
    }
  }

  @Test
  void linesBeforeThePromptAreOutput() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.begin(1);
      jvm.submit(1, "print(\"Hello\\nName: \"); return new Scanner(System.in).nextLine();");
      String prompt = jvm.await(Event.InputWanted.class).prompt();
      assertThat(jvm.text(1) + prompt).isEqualTo("Hello\nName: ");
      assertThat(jvm.text(1)).startsWith("Hello\n");
    }
  }

  @Test
  void endsAtTheEndOfTheInput() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.begin(1);
      long id =
          jvm.submit(
              1,
              "return new java.io.BufferedReader(new java.io.InputStreamReader(System.in))"
                  + ".readLine();");
      Event.InputWanted wanted = jvm.await(Event.InputWanted.class);
      jvm.send(new Command.Input(wanted.id(), null));
      assertThat(value(jvm.answer(id))).isEqualTo("null");
    }
  }

  @Test
  void saysAtOnceThatTheClientCannotBeAsked() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.send(new Command.BeginCell(1, "cell 1", false));
      long id = jvm.submit(1, "return new Scanner(System.in).nextLine();");
      Event.Threw threw = (Event.Threw) jvm.answer(id);
      assertThat(threw.thrown().className())
          .isEqualTo("io.interleave.api.InputNotAvailableException");
      assertThat(threw.thrown().message()).contains("cannot be asked for input");
    }
  }

  @Test
  void twoThreadsAskOneAfterTheOther() throws Exception {
    try (CellJvm jvm = CellJvm.start()) {
      jvm.begin(1);
      long id =
          jvm.submit(
              1,
              "var got = new ConcurrentSkipListSet<String>();"
                  + " Runnable r = () -> { try { var line = new StringBuilder(); int c;"
                  + " synchronized (got) { while ((c = System.in.read()) != '\\n') {"
                  + " line.append((char) c); } } got.add(line.toString()); }"
                  + " catch (java.io.IOException e) { throw new AssertionError(e); } };"
                  + " Thread a = new Thread(r), b = new Thread(r); a.start(); b.start();"
                  + " a.join(); b.join(); return got;");
      for (int i = 0; i < 2; i++) {
        Event.InputWanted wanted = jvm.await(Event.InputWanted.class);
        jvm.forget();
        jvm.send(new Command.Input(wanted.id(), "line " + i));
      }
      assertThat(value(jvm.answer(id))).isEqualTo("[line 0, line 1]");
    }
  }

  private static String value(Event answer) {
    assertThat(answer).isInstanceOf(Event.Returned.class);
    return String.valueOf(((Event.Returned) answer).value().data().get("text/plain"));
  }
}
