package io.interleave.it.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.interleave.front.patch.PatchCache;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Who owns what, in a JVM of the JDK that runs the tests, with the agent in it. */
class OwnersIT {
  private static final Path JAVA_HOME = Path.of(System.getProperty("java.home"));

  @TempDir static Path folder;
  private static Path patches = Path.of("");

  @BeforeAll
  static void patch() throws Exception {
    patches = PatchCache.fileFor(JAVA_HOME, folder);
  }

  @TestFactory
  List<DynamicTest> attribution() throws Exception {
    return tests(ForkedProbe.run(patches.toString(), "attribution"), 30);
  }

  @TestFactory
  List<DynamicTest> settling() throws Exception {
    return tests(ForkedProbe.run(patches.toString(), "settle"), 25);
  }

  @Test
  void theWholeJdkIsPatched() throws Exception {
    assertThat(ForkedProbe.run(patches.toString(), "problems")).containsEntry("problems", "[]");
  }

  @Test
  void withoutPatchesATaskOfAPoolIsTakenForItsFirstCells() throws Exception {
    Map<String, String> results = ForkedProbe.run("", "attribution");

    assertThat(results)
        .containsEntry("aScopeLastsUntilItIsClosed", "")
        .containsEntry("anUnknownThreadBelongsToTheLatestCell", "");
    assertThat(results.get("aThreadBelongsToTheCellThatStartedIt")).contains("expected");
    assertThat(results.get("aStageOfAStageBelongsToTheCellThatAttachedTheLatter"))
        .contains("expected");
  }

  private static List<DynamicTest> tests(Map<String, String> results, int least) {
    assertThat(results).hasSizeGreaterThanOrEqualTo(least);
    return results.entrySet().stream()
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> assertThat(e.getValue()).isEmpty()))
        .toList();
  }
}
