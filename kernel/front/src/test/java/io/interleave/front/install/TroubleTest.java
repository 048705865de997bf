package io.interleave.front.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages point to headings of the README; the headings are there. */
class TroubleTest {
  private static final Path ROOT = Path.of("..", "..");

  @Test
  void everyTroubleHasItsHeading() throws IOException {
    assertThat(headings()).containsAll(Stream.of(Trouble.values()).map(Trouble::anchor).toList());
  }

  @Test
  void theScriptsPointToHeadingsToo() throws IOException {
    Pattern pointer = Pattern.compile("Troubleshooting: (#[a-z-]+)");
    for (String script : List.of("lab", "kernel", "toolchain.sh")) {
      String text = Files.readString(ROOT.resolve("install").resolve(script));
      Set<String> anchors =
          pointer.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
      assertThat(headings()).containsAll(anchors);
    }
  }

  private static Set<String> headings() throws IOException {
    return Pattern.compile("(?m)^### (.+)$")
        .matcher(Files.readString(ROOT.resolve("README.md")))
        .results()
        .map(MatchResult::group)
        .map(heading -> "#" + heading.substring(4).toLowerCase(Locale.ROOT).replace(' ', '-'))
        .collect(Collectors.toUnmodifiableSet());
  }
}
