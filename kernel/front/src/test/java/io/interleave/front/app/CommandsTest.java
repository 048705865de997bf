package io.interleave.front.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class CommandsTest {
  static Stream<String> commands() {
    return Commands.line().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void eachCommandTellsItsUse(String command) {
    for (String option : new String[] {"-h", "--help"}) {
      StringWriter shown = new StringWriter();
      CommandLine line = Commands.line().setOut(new PrintWriter(shown));

      assertThat(line.execute(command, option)).isZero();
      assertThat(shown.toString()).startsWith("Usage: interleave " + command + " ");
    }
  }
}
