package io.interleave.front.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequireMagicTest {
  private List<String> jvmOptions = List.of();

  private final CellProcess process =
      new CellProcess() {
        @Override
        public List<String> restart(List<String> options) {
          return List.of();
        }

        @Override
        public List<String> jvmOptions() {
          return jvmOptions;
        }

        @Override
        public void addToClassPath(Path entry) {}

        @Override
        public List<Path> classPath() {
          return List.of();
        }
      };

  private final Magics magics =
      new Magics()
          .add(
              new RequireMagic(
                  new Surroundings(
                      Runtime.Version.parse("17.0.15"), 2, process, List.of("/nowhere"))));

  private void run(String line) throws MagicException, CellSkippedException {
    magics.run(magics.parse(line).lineCalls().get(0), text -> {});
  }

  @Test
  void whatIsThereLetsTheCellGoOn() {
    for (String line : List.of("%require java 17", "%require java 11", "%require cores 2")) {
      assertThatCode(() -> run(line)).as(line).doesNotThrowAnyException();
    }
  }

  @Test
  void whatIsMissingSkipsTheCellAndSaysWhatIsThere() {
    assertSkipped("%require java 21", "Java 21 or newer", "runs on Java 17");
    assertSkipped("%require cores 4", "needs 4 processors", "Java has 2 here");
    assertSkipped("%require python", "needs Python", "no program python3", "/nowhere");
    assertSkipped("%require program gcc", "no program gcc");
  }

  @Test
  void theCellsJvmMayUseFewerProcessors() {
    jvmOptions = List.of("-Xmx1g", "-XX:ActiveProcessorCount=1");

    assertSkipped("%require cores 2", "Java has 1 here");
  }

  @Test
  void mistakesAreErrors() {
    for (String line :
        List.of(
            "%require java",
            "%require java x",
            "%require cores 0",
            "%require python 3",
            "%require program",
            "%require jdk 21")) {
      assertThatThrownBy(() -> run(line)).as(line).isInstanceOf(MagicException.class);
    }
  }

  private void assertSkipped(String line, String... words) {
    assertThatThrownBy(() -> run(line))
        .as(line)
        .isInstanceOfSatisfying(
            CellSkippedException.class, e -> assertThat(e.reason()).contains(words));
  }
}
