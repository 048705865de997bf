package io.interleave.front.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.wire.Event.Thrown;
import io.interleave.wire.Event.Trace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UserNamesTest {
  @Test
  void generatedNamesBecomeThoseOfTheUser() {
    assertThat(UserNames.readable("REPL.$JShell$12$Account")).isEqualTo("Account");
    assertThat(UserNames.readable("REPL.$JShell$12B$Account$Inner")).isEqualTo("Account$Inner");
    assertThat(UserNames.readable("REPL/$JShell$3_4$A and $JShell$5.x")).isEqualTo("A and x");
    assertThat(UserNames.readable("because \"REPL.$JShell$11.s\" is null"))
        .isEqualTo("because \"s\" is null");
    assertThat(UserNames.readable("[LREPL.$JShell$12$Account;")).isEqualTo("[LAccount;");
    assertThat(UserNames.className("REPL.$JShell$1$Outer$Inner")).isEqualTo("Outer.Inner");
  }

  @Test
  void otherTextStaysAsItIs() {
    for (String text :
        new String[] {"", "do it", "java.util.Map$Entry", "a$b (x is in loader y)"}) {
      assertThat(UserNames.readable(text)).isEqualTo(text);
      assertThat(UserNames.className(text)).isEqualTo(text);
    }
  }

  @Test
  void framesOfTheKernelAreGoneAlsoInCauses() {
    Trace user = new Trace("REPL.$JShell$7", "f", "cell 1", 2);
    Trace body = new Trace("REPL.$JShell$8", "do_it$", "cell 2", 1);
    Trace library = new Trace("java.util.ArrayList", "get", "ArrayList.java", 427);
    Trace ours = new Trace("io.interleave.cell.exec.Snippets", "run", "Snippets.java", 9);
    Thrown cause = new Thrown("REPL.$JShell$2$Bad", null, List.of(ours, user), 0, null, List.of());
    List<Trace> frames = List.of(library, user, body, library, ours);
    Thrown cleaned =
        UserNames.clean(new Thrown("a.B", "REPL.$JShell$2$Bad", frames, 3, cause, List.of(cause)));
    assertThat(cleaned.frames()).containsExactly(library, user, body);
    assertThat(cleaned.message()).isEqualTo("Bad");
    assertThat(cleaned.omittedFrames()).isEqualTo(3);
    assertThat(cleaned.suppressed()).hasSize(1);
    assertThat(cleaned.cause())
        .isEqualTo(new Thrown("Bad", null, List.of(user), 0, null, List.of()));
  }
}
