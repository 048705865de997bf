package io.interleave.front.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.interleave.front.engine.Cell;
import io.interleave.front.engine.Completion;
import io.interleave.front.engine.Engine;
import io.interleave.front.engine.Outcome;
import io.interleave.front.magic.MagicSyntax.Operand;
import io.interleave.front.magic.MagicSyntax.Option;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MagicsTest {
  private final List<Arguments> runs = new ArrayList<>();
  private final Magics magics =
      new Magics()
          .add(
              new Recorder(
                  MagicSyntax.of(
                          "demo",
                          "Does nothing.",
                          Operand.choice("what", "start", "stop"),
                          new Operand("size", ValueType.SIZE, List.of(), false, true))
                      .with(new Option("wait", ValueType.DURATION, "1s", "how long"))
                      .with(new Option("n", ValueType.COUNT, "1", "runs"))
                      .with(new Option("w", ValueType.COUNT_OR_ZERO, "0", "warm-ups"))
                      .with(Option.several("expect", "results"))
                      .with(new Option("all", ValueType.FLAG, "", "everything"))))
          .add(new Recorder(MagicSyntax.of("noop", "Does nothing.")))
          .add(new Whole("time", true))
          .add(new Whole("text", false));

  private final class Recorder implements LineMagic {
    private final MagicSyntax syntax;

    Recorder(MagicSyntax syntax) {
      this.syntax = syntax;
    }

    @Override
    public MagicSyntax syntax() {
      return syntax;
    }

    @Override
    public void run(Arguments arguments, MagicOutput output) {
      runs.add(arguments);
    }
  }

  private record Whole(String name, boolean takesJava) implements CellMagic {
    @Override
    public MagicSyntax syntax() {
      return MagicSyntax.of(name, "Runs a cell.");
    }

    @Override
    public Outcome run(Arguments arguments, Cell cell, Engine engine, MagicOutput output) {
      return new Outcome.Succeeded(Optional.empty(), List.of());
    }
  }

  private List<String> found(String code) {
    return magics.parse(code).lineCalls().stream()
        .map(call -> call.line() + ":" + call.name() + call.words())
        .toList();
  }

  private Arguments run(String line) throws MagicException, CellSkippedException {
    magics.run(magics.parse(line).lineCalls().get(0), text -> {});
    return runs.get(runs.size() - 1);
  }

  @Test
  void commandsAreFoundAtTheStartOfALineInTheirOrder() {
    assertThat(found("%demo start\nint x = 1;\n  %noop\nx"))
        .containsExactly("1:demo start", "3:noop");
  }

  @Test
  void everyPositionInTheRemainingCodeKeepsItsMeaning() {
    String code = "%demo start\r\nint x = 1;\r\n%noop\r\nx";
    String java = magics.parse(code).code();

    assertThat(java).hasSameSizeAs(code);
    assertThat(java.indexOf("int x")).isEqualTo(code.indexOf("int x"));
    assertThat(java.lines()).hasSize(4);
    assertThat(java).doesNotContain("%");
  }

  @Test
  void nothingIsFoundInCommentsLiteralsAndBlocks() {
    assertThat(found("/*\n%demo start\n*/")).isEmpty();
    assertThat(found("// x\n// %demo start\n")).isEmpty();
    assertThat(found("String s = \"\"\"\n%demo start\n  \\\"\"\" \n%noop\n\"\"\";")).isEmpty();
    assertThat(found("void f() {\n%demo start\n}")).isEmpty();
    assertThat(found("int a = g(1,\n%noop\n);")).isEmpty();
    assertThat(found("char c = '\"';\n%noop")).containsExactly("2:noop");
    assertThat(found("String s = \"\\\\\";\n%noop")).containsExactly("2:noop");
  }

  @Test
  void theRemainderOperatorStaysJava() {
    String code = "int r = a\n%b;\nint q = a\n    % demo;";

    assertThat(found(code)).isEmpty();
    assertThat(magics.parse(code).code()).isEqualTo(code);
  }

  @Test
  void anOptionMayHaveSeveralValues() throws Exception {
    assertThat(run("%demo start").texts("expect")).isEmpty();
    assertThat(run("%demo start --expect 2").texts("expect")).containsExactly("2");
    assertThat(run("%demo start --expect 2 --expect=3").texts("expect")).containsExactly("2", "3");
    assertThat(run("%demo start --expect \"1, 0 | 0, 1\"").texts("expect"))
        .containsExactly("1, 0", "0, 1");
    assertThat(run("%demo start --expect 'a\\|b'").texts("expect")).containsExactly("a|b");
  }

  @Test
  void anUnknownNameAfterAStatementIsACommand() {
    assertThat(found("int x = 1;\n%zzz")).containsExactly("2:zzz");
    assertThat(found("int x = 1\n%dmeo start")).containsExactly("2:dmeo start");
  }

  @Test
  void aCellCommandStandsOnTheFirstLine() {
    ParsedCell parsed = magics.parse("\n%%time --help\n%noop\nx");

    assertThat(parsed.cellCall()).hasValueSatisfying(call -> assertThat(call.line()).isEqualTo(2));
    assertThat(parsed.lineCalls()).hasSize(1);
    assertThat(parsed.code().lines().filter(line -> !line.isBlank())).containsExactly("x");
  }

  @Test
  void aCellCommandThatTakesTextLeavesTheRestAlone() {
    ParsedCell parsed = magics.parse("%%text\n%noop\n\"open");

    assertThat(parsed.lineCalls()).isEmpty();
    assertThat(parsed.code()).endsWith("%noop\n\"open");
  }

  @Test
  void lineCommandsMayStandAboveACellCommand() {
    ParsedCell parsed = magics.parse("%noop\n\n%demo start\n%%text\n%noop\n\"open");

    assertThat(parsed.cellCall()).hasValueSatisfying(call -> assertThat(call.line()).isEqualTo(4));
    assertThat(parsed.lineCalls()).extracting(MagicCall::name).containsExactly("noop", "demo");
    assertThat(parsed.code()).endsWith("%noop\n\"open").doesNotContain("%%", "demo");

    ParsedCell java = magics.parse("%noop\n%%time\n%demo stop\nx");
    assertThat(java.lineCalls()).extracting(MagicCall::line).containsExactly(1, 3);
    assertThat(java.code().lines().filter(line -> !line.isBlank())).containsExactly("x");
  }

  @Test
  void aCellCommandBelowTheFirstLineIsAnErrorWithAWayOut() {
    MagicCall call = magics.parse("int x = 1;\n%%time").lineCalls().get(0);

    assertThatThrownBy(() -> magics.run(call, text -> {}))
        .hasMessage("%%time stands below the first line");
  }

  @Test
  void wordsBecomeTypedArguments() throws MagicException, CellSkippedException {
    Arguments arguments = run("%demo stop 10MB '2 KB' --wait=500ms --all".replace("'2 KB'", "2KB"));

    assertThat(arguments.text(0)).isEqualTo("stop");
    assertThat(arguments.size(1)).isEqualTo(10_000_000);
    assertThat(arguments.size(2)).isEqualTo(2_000);
    assertThat(arguments.duration("wait")).isEqualTo(Duration.ofMillis(500));
    assertThat(arguments.flag("all")).isTrue();
  }

  @Test
  void anOptionThatIsNotGivenHasItsFallback() throws MagicException, CellSkippedException {
    Arguments arguments = run("%demo start");

    assertThat(arguments.duration("wait")).isEqualTo(Duration.ofSeconds(1));
    assertThat(arguments.flag("all")).isFalse();
  }

  @Test
  void everyMistakeNamesTheValueAndAWayOut() {
    assertMistake("%dmeo start", "there is no command %dmeo", "Did you mean %demo?");
    assertMistake("%demo strat", "\"strat\" is not one of start, stop", "Did you mean start?");
    assertMistake("%demo", "what is missing", "Usage: %demo");
    assertMistake("%demo start 10XB", "\"10XB\" is no size", "10MB");
    assertMistake("%demo start --wiat 1s", "there is no option --wiat", "Did you mean --wait?");
    assertMistake("%demo start --wait", "--wait needs a value", "Usage: %demo");
    assertMistake("%demo start --wait soon", "--wait is soon", "500ms");
    assertMistake("%demo start -n 0", "-n is 0", "from 1 to 2147483647");
    assertMistake("%demo start -n 9999999999", "-n is 9999999999", "from 1 to 2147483647");
    assertMistake("%demo start -n many", "-n is many", "from 1 to 2147483647");
    assertMistake("%demo start -w -1", "-w is -1", "from 0 to 2147483647");
    assertMistake("%demo start --all=1", "--all takes no value", "Usage: %demo");
    assertMistake("%noop x", "\"x\" is one word too many", "Usage: %noop");
    assertMistake("%demo \"start", "the quote \" is not closed", "Close it");
    assertMistake("%time", "there is no command %time", "Did you mean %%time?");
    assertMistake("%zzz", "there is no command %zzz", "%lsmagic");
  }

  private void assertMistake(String line, String message, String wayOut) {
    MagicCall call = magics.parse(line).lineCalls().get(0);
    assertThatThrownBy(() -> magics.run(call, text -> {}))
        .isInstanceOfSatisfying(MagicException.class, e -> assertThat(e.wayOut()).contains(wayOut))
        .hasMessage(message);
  }

  @Test
  void helpExplainsUsageAndOptions() throws MagicException, CellSkippedException {
    List<String> shown = new ArrayList<>();
    magics.run(magics.parse("%demo --help").lineCalls().get(0), shown::add);

    assertThat(runs).isEmpty();
    assertThat(shown.get(0))
        .contains(
            "Usage: %demo [--wait duration] [-n number] [-w number] [--expect text …] [--all] start|stop [size …]")
        .contains("--wait: how long (such as 500ms, 30s or 2m, or off; 1s if not given)");
  }

  @Test
  void namesChoicesAndOptionsAreCompleted() {
    assertThat(completed("%de")).containsExactly("%demo");
    assertThat(completed("%%t")).containsExactly("%%text", "%%time");
    assertThat(completed("int x = 1;\n%%t")).isEmpty();
    assertThat(completed("%demo st")).containsExactly("start", "stop");
    assertThat(completed("%demo start --w")).containsExactly("--wait");
    assertThat(completed("%")).contains("%demo", "%%time");
  }

  private List<String> completed(String code) {
    return new MagicAssistant(magics)
        .complete(code, code.length()).stream()
            .flatMap(completion -> completion.matches().stream())
            .map(Completion.Match::text)
            .toList();
  }

  @Test
  void codeIsNotCompletedAsACommand() {
    MagicAssistant assistant = new MagicAssistant(magics);

    assertThat(assistant.complete("int r = a %", 11)).isEmpty();
    assertThat(assistant.complete("int r = a\n%b", 12)).isEmpty();
    assertThat(assistant.complete("", 0)).isEmpty();
    assertThat(assistant.inspect("%demo start", 3)).isPresent();
  }
}
