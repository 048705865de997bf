package io.interleave.front.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpectationsTest {
  private static final Ran.Failure DIVIDED =
      new Ran.Failure("java.lang.ArithmeticException", "/ by zero", "at cell 7, line 3\n");

  private static Ran printed(String stdout) {
    return new Ran(stdout, "", Optional.empty(), List.of(), Optional.empty(), 1.5);
  }

  private static Ran shown(String bundle) {
    JsonObject data = JsonParser.parseString(bundle).getAsJsonObject();
    return new Ran("", "", Optional.empty(), List.of(data), Optional.empty(), 0);
  }

  private static Ran failed(Ran.Failure failure) {
    return new Ran("", "", Optional.empty(), List.of(), Optional.of(failure), 0);
  }

  private static Ran valued(String value) {
    return new Ran("", "", Optional.of(value), List.of(), Optional.empty(), 0);
  }

  private static List<Verdict> judge(String expect, Ran ran) {
    try {
      Expectations all = ExpectationReader.read(JsonParser.parseString(expect));
      return all.all().stream().map(each -> each.judge(ran)).toList();
    } catch (BadNotebookException e) {
      throw new AssertionError(expect, e);
    }
  }

  private static void holds(String expect, Ran ran) {
    assertThat(judge(expect, ran)).as(expect).isNotEmpty().containsOnly(new Verdict.Held());
  }

  private static void fails(String expect, Ran ran, String problem) {
    assertThat(judge(expect, ran))
        .as(expect)
        .last()
        .isInstanceOfSatisfying(
            Verdict.Failed.class, failed -> assertThat(failed.problem()).contains(problem));
  }

  @Test
  void linesAreAMultiset() {
    Ran ran = printed("b\na\r\nb\n");
    holds("{'lines': ['a', 'b', 'b']}", ran);
    holds("{'lines': ['a', {'match': '[b-z]', 'times': 2}]}", ran);
    holds("{'lines': [{'match': '.', 'times': 2}, 'a']}", ran);
    holds("{'lines': []}", printed(""));
    fails("{'lines': ['a', 'b']}", ran, "not expected \"b\"");
    fails("{'lines': ['a', 'b', 'b', 'c']}", ran, "missing \"c\"");
    fails("{'lines': ['a', {'match': 'b', 'times': 3}]}", ran, "missing /b/");
  }

  @Test
  void distinctLinesMayComeOftenButNotOthers() {
    holds("{'distinct': ['a', 'b']}", printed("b\na\nb\n"));
    fails("{'distinct': ['a', 'b']}", printed("b\n"), "missing \"a\"");
    fails("{'distinct': ['a']}", printed("a\nc\n"), "not expected \"c\"");
  }

  @Test
  void orderLeavesRoomForLinesOfOthers() {
    Ran ran = printed("A1\nB1\nA2\nB2\n");
    holds("{'order': [['A1', 'A2'], ['B1', 'B2'], [{'match': '.1'}, {'match': '.1'}]]}", ran);
    fails("{'order': [['A2', 'A1']]}", ran, "\"A1\" came too early");
    fails("{'order': [['A1', 'A3']]}", ran, "missing \"A3\"");
  }

  @Test
  void orderWithinThreadsIsTheSameForEach() {
    String expect = "{'order': {'thread': '^(\\\\w): ', 'lines': ['0', '1']%s}}";
    Ran ran = printed("A: 0\nB: 0\nB: 1\nA: 1\nend\n");
    holds(String.format(expect, ""), ran);
    holds(String.format(expect, ", 'names': ['B', 'A']"), ran);
    fails(String.format(expect, ", 'names': ['A']"), ran, "lines of [A, B], should be of [A]");
    fails(String.format(expect, ""), printed("A: 1\nA: 0\n"), "A printed [1, 0]");
    fails(String.format(expect, ""), printed("A: 0\n"), "A printed [0]");
    fails(String.format(expect, ""), printed("end\n"), "no line names a thread");
  }

  @Test
  void linesAreCounted() {
    Ran ran = printed("tick\ntick\n\nend\n");
    holds("{'count': 4}", ran);
    holds("{'count': [{'match': 'tick', 'times': 2}, {'match': '.*', 'min': 2, 'max': 4}]}", ran);
    fails("{'count': {'match': 'ti', 'min': 1}}", ran, "0 lines are /ti/, should be 1 or more");
  }

  @Test
  void totalsAddUpOverTheLines() {
    Ran ran = printed("counted 600\nnothing\ncounted 400.5\n");
    holds("{'total': {'match': 'counted ([\\\\d.]+)', 'value': 1000.5}}", ran);
    fails("{'total': {'match': 'counted (\\\\d+)', 'max': 999}}", ran, "is 1000, should be 999 or");
    fails("{'total': {'match': 'lost (\\\\d+)', 'max': 9}}", ran, "no line matches");
    fails("{'total': {'match': '(counted)', 'max': 9}}", ran, "\"counted\" is no number");
  }

  @Test
  void textIsFoundInEverythingShown() {
    Ran ran =
        new Ran(
            "out",
            "warned",
            Optional.empty(),
            List.of(JsonParser.parseString("{'text/plain': 'a table'}").getAsJsonObject()),
            Optional.of(DIVIDED),
            0);
    holds("{'contains': ['ou', 'warn', 'table', 'zero', 'line 3', {'match': 'a t'}]}", ran);
    holds("{'without': ['chair']}", ran);
    fails("{'contains': ['chair']}", ran, "nothing it shows has \"chair\"");
    fails("{'without': [{'match': 't[aeiou]ble'}]}", ran, "it shows /t[aeiou]ble/");
    fails("{'quiet': true}", ran, "stderr has \"warned\"");
    holds("{'quiet': true}", printed("x"));
  }

  @Test
  void theValueIsCompared() {
    holds("{'result': '4'}", valued("4"));
    holds("{'result': {'match': '\\\\d'}}", valued("4"));
    holds("{'result': null}", printed("4"));
    fails("{'result': null}", valued("4"), "is 4, should be none");
    fails("{'result': '5'}", valued("4"), "is \"4\", should be \"5\"");
    fails("{'result': '5'}", printed("5"), "is none");
  }

  @Test
  void theErrorIsNamedInShortOrInFull() {
    holds("{'error': 'ArithmeticException'}", failed(DIVIDED));
    holds(
        "{'error': {'name': 'java.lang.ArithmeticException', 'match': '.*zero'}}", failed(DIVIDED));
    fails("{'error': 'Exception'}", failed(DIVIDED), "is java.lang.ArithmeticException");
    fails("{'error': {'name': 'ArithmeticException', 'match': 'x'}}", failed(DIVIDED), "says");
    fails("{'error': 'ArithmeticException'}", printed(""), "ended without one");
  }

  @Test
  void theExitCodeIsThatOfTheLastProgram() {
    holds("{'exitCode': 3}", shown("{'text/plain': 'run: exit code 0\\nrun: exit code 3'}"));
    holds(
        "{'exitCode': 4}", failed(new Ran.Failure("SystemExit", "System.exit(4) was called", "")));
    fails("{'exitCode': 0}", shown("{'text/plain': 'exit code 10'}"), "is 10, should be 0");
    fails("{'exitCode': 0}", printed("exit code 0"), "no program ended");
  }

  @Test
  void wallTimeHasItsBounds() {
    holds("{'wall': {'min': 1.5, 'max': 1.5}}", printed(""));
    fails("{'wall': {'min': 2}}", printed(""), "took 1.50 s, should be 2 or more s");
    fails("{'wall': {'max': 1}}", printed(""), "took 1.50 s, should be 1 or less s");
  }

  @Test
  void threadsAreCountedWithoutTheCellsOwn() {
    Ran ran =
        shown(
            "{'application/vnd.interleave.threads.v1+json':"
                + " {'threadCount': 3, 'threads': [{'kind': 'cell'}, {'kind': 'pool'}]}}");
    holds("{'threads': 2}", ran);
    fails("{'threads': {'min': 3}}", ran, "are 2, should be 3 or more");
    fails("{'threads': 2}", printed(""), "shows no table of threads");
  }

  private static Ran compared(double speedUp, int processors, String othersShare) {
    return shown(
        "{'application/vnd.interleave.comparison.v1+json': {'rows':"
            + " [{'label': 'one', 'speedUp': 1}, {'label': 'two', 'speedUp': "
            + speedUp
            + "}], 'conditions': {'processors': "
            + processors
            + ", 'othersShare': "
            + othersShare
            + "}}}");
  }

  @Test
  void speedUpsAreThoseOfTheComparison() {
    holds("{'speedUp': {'min': 1.5}}", compared(1.8, 2, "0.0"));
    holds("{'speedUp': {'row': 'one', 'max': 1, 'cores': 2}}", compared(1.8, 2, "null"));
    fails("{'speedUp': {'min': 1.5}}", compared(1.1, 2, "0.1"), "is 1.10, should be 1.50 or more");
    fails("{'speedUp': {'row': 'x', 'min': 1}}", compared(1, 2, "0"), "\"x\" among [one, two]");
    fails("{'speedUp': {'min': 1}}", printed(""), "shows no comparison");
  }

  @Test
  void aSpeedUpIsNotJudgedWhereItCannotBe() {
    String expect = "{'speedUp': {'min': 1.5, 'cores': 2}}";
    assertThat(judge(expect, compared(1, 1, "0")))
        .containsExactly(new Verdict.NotJudged("it takes 2 processors, there are 1"));
    assertThat(judge(expect, compared(1, 2, "0.4")))
        .containsExactly(
            new Verdict.NotJudged("other programs took 40 % of the machine, the speed-up was 1"));
    holds(expect, compared(1.6, 2, "0.4"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{'line': []}",
        "{'lines': 'a'}",
        "{'lines': [1]}",
        "{'lines': [{'mach': 'a'}]}",
        "{'lines': [{'match': '('}]}",
        "{'order': {'thread': 'no group', 'lines': []}}",
        "{'order': {'thread': '(a)'}}",
        "{'count': 1.5}",
        "{'count': {'times': 2}}",
        "{'total': {'match': '(a)'}}",
        "{'total': 1000}",
        "{'wall': {}}",
        "{'wall': {'mim': 1}}",
        "{'wall': {'min': '1'}}",
        "{'speedUp': {'min': 1, 'core': 2}}",
        "{'error': {'match': 'x'}}",
        "{'quiet': false}",
        "{'repeat': 0}",
        "{'cores': 0}",
        "{'exitCode': 'x'}",
      })
  void whatIsNotUnderstoodIsNotPassedOver(String expect) {
    assertThatThrownBy(() -> ExpectationReader.read(JsonParser.parseString(expect)))
        .isInstanceOf(BadNotebookException.class)
        .hasMessageContaining("expect");
  }
}
