package io.interleave.front.cellvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CellLaunchIT {
  @TempDir Path folder;

  private String shownWith(List<String> userOptions) throws Exception {
    Path java = Path.of(System.getProperty("java.home"));
    List<String> command =
        new ArrayList<>(
            new CellLaunch(java, folder, "", List.of(), userOptions)
                .command(folder.resolve("socket"), folder, "nonce"));
    command = command.subList(0, command.indexOf("-jar"));
    command.add("-version");
    Path shown = folder.resolve("shown.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(shown.toFile())
            .start();
    process.waitFor();
    return Files.readString(shown);
  }

  /** What this Java warns of, a later one refuses, and does not start. */
  @Test
  void noOptionOfOursIsWarnedOf() throws Exception {
    assertThat(shownWith(List.of())).contains("version").doesNotContainIgnoringCase("warning");
    assertThat(shownWith(List.of("-Xverify:none")))
        .as("an option that is to go")
        .containsIgnoringCase("warning");
  }
}
