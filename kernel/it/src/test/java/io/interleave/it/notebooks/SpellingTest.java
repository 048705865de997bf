package io.interleave.it.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.interleave.it.Requires;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The words of the course's texts, code left out, are in Hunspell's British dictionary or in {@code
 * words.txt} beside this class, which has one word a line in alphabetical order.
 */
class SpellingTest {
  private static final Path HUNSPELL = Path.of("/usr/bin/hunspell");
  private static final Path DICTIONARY = Path.of("/usr/share/hunspell/en_GB.dic");
  private static final Path WORDS =
      Path.of("src/test/resources/io/interleave/it/notebooks/words.txt");
  private static final int LIMIT_SECONDS = 30;
  private static final Pattern NO_ENGLISH =
      Pattern.compile(
          "(?ms)^```.*?^```\\s*?$|<code>.*?</code>|`[^`]*`|<[^>]*>|\\]\\([^)]*\\)|https?://\\S+"
              + "|&#?\\w+;");

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> everyWordIsKnown() throws IOException {
    return CourseNotebook.all().stream()
        .map(
            notebook ->
                dynamicTest(
                    notebook.name(),
                    () ->
                        assertThat(unknown(String.join("\n\n", notebook.texts())))
                            .as("words; those that are right belong into %s", WORDS)
                            .isEmpty()));
  }

  @Test
  void aMisspeltWordIsNoticedUnlessItIsCode() throws IOException, InterruptedException {
    assertThat(unknown("A thraed `thraed` waits.\n```\nthraed\n```\n[x](thraed.md) Größe"))
        .containsExactly("Größe", "thraed");
  }

  @Test
  void theWordsAreInOrder() throws IOException {
    List<String> words = Files.readAllLines(WORDS);
    assertThat(words).isSortedAccordingTo(String::compareTo).doesNotHaveDuplicates();
  }

  private TreeSet<String> unknown(String text) throws IOException, InterruptedException {
    Requires.file(HUNSPELL, "Debian's hunspell");
    Requires.file(DICTIONARY, "Debian's hunspell-en-gb");
    Path in = folder.resolve("text");
    Files.writeString(in, NO_ENGLISH.matcher(text).replaceAll(" "));
    Path out = folder.resolve("unknown");
    Process process =
        new ProcessBuilder(
                HUNSPELL.toString(),
                "-d",
                "en_GB",
                "-i",
                "UTF-8",
                "-p",
                WORDS.toAbsolutePath().toString(),
                "-l")
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(folder.resolve("errors"))).isZero();
    return new TreeSet<>(Files.readAllLines(out, StandardCharsets.UTF_8));
  }
}
